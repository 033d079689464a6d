"""`/api/v1`: the same rows as JSON, each with the document, offsets and quote it rests on."""

from __future__ import annotations

from fastapi import APIRouter

router = APIRouter(prefix="/api/v1")

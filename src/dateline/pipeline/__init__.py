"""The order of the stages, and the only writer of the ledger."""

from dateline.pipeline.resources import Resources

__all__ = ["Resources"]

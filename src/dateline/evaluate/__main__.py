"""`python -m dateline.evaluate TASK IN.jsonl OUT.jsonl`: the bare predictor, for development."""

from __future__ import annotations

import sys
from pathlib import Path

from dateline.evaluate.predict import predict_file
from dateline.model import DatelineError
from dateline.pipeline import Resources

if len(sys.argv) != 4:
    sys.exit("usage: python -m dateline.evaluate TASK IN.jsonl OUT.jsonl")
try:
    print(predict_file(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Resources()), "rows")
except DatelineError as error:
    print(f"dateline: {error}", file=sys.stderr)
    sys.exit(2)

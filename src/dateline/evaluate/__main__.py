"""`python -m dateline.evaluate TASK IN.jsonl OUT.jsonl`: the bare predictor, for development."""

import sys
from pathlib import Path

from dateline.evaluate.predict import predict_file
from dateline.pipeline import Resources

print(predict_file(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]), Resources()), "rows")

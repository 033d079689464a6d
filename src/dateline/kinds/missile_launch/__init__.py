"""The missile-launch kind: `kind.yaml` and its checks."""

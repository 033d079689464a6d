"""The air-attack kind: `kind.yaml` and its checks."""

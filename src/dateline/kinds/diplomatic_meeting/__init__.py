"""The diplomatic-meeting kind: `kind.yaml` alone."""

"""One file per evaluation task, found by name.

Each module holds `TASK`, the name of the task, and
`predict(rows, resources)`, which yields one output row per input row in the same order and reads
no key that the task does not list as input.
"""

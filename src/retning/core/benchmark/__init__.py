"""Benchmarking: figures of all municipalities side by side; ranks, cuts, averages, peers.

Exact and pure. What needs numpy (`matrix`, `paths`, `outlook` …) is imported by its own name, by
jobs, the command line and benchmarks only: a process that serves pages stays small.
"""

"""Benchmarks: each figure beside its yardstick in the same run, interleaved. `make bench` runs them all."""

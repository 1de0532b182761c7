"""Measurements, never tests: `make bench`. Machines are noisy, so ratios stand side by side."""

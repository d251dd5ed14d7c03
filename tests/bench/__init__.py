"""How fast the spine is, beside a floor in the same run: `make bench`, `make bench-full`.

The figures go to docs/reference/performance.md. Ratios are what counts: machines differ and are noisy.
"""

"""Numbers of the reform pages in words."""

from __future__ import annotations

from fractions import Fraction


def spell(n: Fraction | None) -> str:
    """At most one decimal, none where it is whole; a dash where there is no number."""
    return "—" if n is None else f"{float(n):.1f}".removesuffix(".0")

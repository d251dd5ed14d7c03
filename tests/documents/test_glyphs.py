"""What may be printed is what the embedded fonts can draw."""

from __future__ import annotations

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from onewindow.documents.printing.legible import FONT_DIRECTORY, FONT_FILES, printable


def test_the_list_of_glyphs_is_that_of_the_fonts() -> None:
    drawn: set[int] = set()
    for name in FONT_FILES:
        with TTFont(FONT_DIRECTORY / name, lazy=True) as font:
            drawn.update(font.getBestCmap())
    assert printable() == drawn

"""The pages of docs/reference that are written by the program from its own tables."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onewindow.config.docs.lint import lint_page
from onewindow.config.docs.lives import lives_page
from onewindow.config.docs.openapi import openapi_page
from onewindow.config.docs.permissions import permissions_page

PAGES: dict[str, Callable[[], str]] = {
    "docs/reference/lint.md": lint_page,
    "docs/reference/lives.md": lives_page,
    "docs/reference/openapi.json": openapi_page,
    "docs/reference/permissions.md": permissions_page,
}
"""Path below the project's root, and what writes the page."""


ROOT = Path(__file__).resolve().parents[4]


def generate(*, check: bool, root: Path = ROOT) -> list[str]:
    """Write the pages below `root`; with `check` write nothing. Return the paths of those that differed."""
    differing = []
    for path, write in PAGES.items():
        page, text = root / path, write()
        if page.is_file() and page.read_text(encoding="utf-8") == text:
            continue
        differing.append(path)
        if not check:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(text, encoding="utf-8")
    return differing

"""Guides and handbooks as PDF, each made once and kept on disk; the public cannot have ever more of them made.

A paper is found again by the SM3 of its template and of everything it says, so that a new edition, a moved hall or a
changed template makes another one. Files are written whole or not at all; of too many the longest unread go.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.documents.printer import printer
from onewindow.web.errors import Miss, render_miss

KEPT_PRINTS = 1000
FRESH_A_MINUTE = 20
"""How many papers that are not on the shelf one process makes for the public within a minute."""
BUSY = Miss(
    "现在打印的人太多",
    "这一份还没有生成。",
    "请过一分钟再点一次；也可以用浏览器的打印功能直接打印指南页面，内容一样。",
)
_fresh: list[float] = []
_counting = Lock()


def staff_print(kind: str, data: Mapping[str, object]) -> bytes:
    """The paper, from the shelf or made now. Raises as `Printer.render`."""
    path = _path(kind, data)
    return _kept(path) or _made(path, kind, data)


def public_print(kind: str, data: Mapping[str, object]) -> bytes | None:
    """The same for anybody; None when this minute's share of new papers is used up."""
    path = _path(kind, data)
    kept = _kept(path)
    if kept is not None:
        return kept
    return _made(path, kind, data) if _may_make() else None


def busy(request: HttpRequest) -> HttpResponse:
    """429: the paper comes a minute later."""
    response = render_miss(request, 429, BUSY)
    response["Retry-After"] = "60"
    return response


def _path(kind: str, data: Mapping[str, object]) -> Path:
    said = canonical({"template": printer().template_edition(kind), "data": data})
    return Path(settings.DATA_DIR) / "prints" / f"{sm3(said)}.pdf"


def _kept(path: Path) -> bytes | None:
    try:
        pdf = path.read_bytes()
        os.utime(path)
    except FileNotFoundError:
        return None
    return pdf


def _made(path: Path, kind: str, data: Mapping[str, object]) -> bytes:
    pdf = printer().render(kind, data)
    path.parent.mkdir(exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        file.write(pdf)
    os.replace(file.name, path)
    _tidy(path.parent)
    return pdf


def _tidy(shelf: Path) -> None:
    """Another process may do the same at the same time: a file already gone is no fault."""
    kept = list(shelf.iterdir())
    if len(kept) <= KEPT_PRINTS:
        return
    for path in sorted(kept, key=_read_at)[: len(kept) - KEPT_PRINTS]:
        with suppress(FileNotFoundError):
            path.unlink()


def _read_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _may_make() -> bool:
    now = monotonic()
    with _counting:
        _fresh[:] = [at for at in _fresh if at > now - 60]
        if len(_fresh) >= FRESH_A_MINUTE:
            return False
        _fresh.append(now)
        return True

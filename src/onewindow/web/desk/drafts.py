"""What a clerk has typed and scanned for an intake not yet finished: encrypted, on this server, for two days."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import QueryDict

from onewindow.cases.uploads import Upload
from onewindow.core.canon import canonical
from onewindow.core.chain import sm3
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.vault.cipher import decrypt, derived, encrypt

KEPT_FOR = timedelta(days=2)
MOST_FILES = 40
_NAME = re.compile(r"\d{10}-[0-9a-f]{32}")
_KEY = re.compile(r"[a-z][a-z0-9_]*\.\d{1,3}")
_UNKEPT = frozenset({"csrfmiddlewaretoken", "act", "end"})
_GONE = "这份草稿已经办完或过期，请重新打开事项。"


@dataclass(frozen=True)
class Kept:
    """One file of the draft; `key` is how the page names it."""

    key: str
    name: str
    mime: str
    pages: int
    size: int
    digest: str

    @property
    def words(self) -> str:
        size = f"{self.size / 2**20:.1f} MB" if self.size >= 2**20 else f"{max(self.size // 1024, 1)} KB"
        return f"{self.pages} 页，{size}" if self.pages > 1 else size


@dataclass(frozen=True)
class Sketch:
    """An unfinished intake as the desk lists it."""

    name: str
    slug: str
    title: str
    saved_at: datetime


class Draft:
    """One unfinished intake of one clerk; nobody else's name leads to it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.name

    @classmethod
    def new(cls, by: Actor, at: datetime) -> Draft:
        return cls(_home(by) / f"{int(at.timestamp()):010d}-{uuid4().hex}")

    @classmethod
    def named(cls, by: Actor, name: str) -> Draft:
        """Raises Refusal `no-such-draft` (404) for what is no name of a draft."""
        if not _NAME.fullmatch(name):
            raise Refusal("no-such-draft", _GONE, status=404)
        return cls(_home(by) / name)

    def keep(self, post: QueryDict, *, slug: str, title: str, at: datetime) -> None:
        """Keep everything typed; nothing is kept any more once the matter was taken in."""
        typed = {name: post.getlist(name) for name in post if name not in _UNKEPT}
        self._write("fields", canonical({"slug": slug, "title": title, "at": at, "typed": typed}))

    def typed(self, slug: str) -> QueryDict:
        """What was typed for this item. Raises Refusal `no-such-draft` (404) when it is gone."""
        sheet = self._sheet()
        if sheet["slug"] != slug:
            raise Refusal("no-such-draft", _GONE, status=404)
        post = QueryDict(mutable=True)
        for name, values in sheet["typed"].items():
            post.setlist(name, values)
        return post

    def sketch(self) -> Sketch:
        sheet = self._sheet()
        return Sketch(self.name, sheet["slug"], sheet["title"], datetime.fromisoformat(sheet["at"]))

    def add(self, material: str, upload: Upload) -> bool:
        """Keep one more file of a material, once however often it is sent; False when the draft is full."""
        files, digest = self.files(), sm3(upload.content)
        if any(kept.digest == digest for kept in files.get(material, [])):
            return True
        if sum(map(len, files.values())) >= MOST_FILES:
            return False
        place = max((int(kept.key.rpartition(".")[2]) for kept in files.get(material, [])), default=0) + 1
        head = {
            "name": upload.name, "mime": upload.mime, "pages": upload.pages, "size": len(upload.content),
            "digest": digest,
        }  # fmt: skip
        self._write(f"{material}.{place}", canonical(head) + b"\n" + upload.content)
        return True

    def remove(self, key: str) -> None:
        if _KEY.fullmatch(key):
            (self.folder / key).unlink(missing_ok=True)

    def files(self) -> dict[str, list[Kept]]:
        """The files of every material, in the order they were added."""
        found: dict[str, list[Kept]] = {}
        for path in sorted(self._paths(), key=lambda path: (path.stem, _place(path))):
            head = json.loads(_read(path).split(b"\n", 1)[0])
            found.setdefault(path.stem, []).append(Kept(key=path.name, **head))
        return found

    def uploads(self, material: str) -> list[Upload]:
        """What was scanned for one material, in order."""
        return [self.upload(kept.key) for kept in self.files().get(material, [])]

    def upload(self, key: str) -> Upload:
        """One file of the draft. Raises Refusal `no-such-file` (404)."""
        path = self.folder / key
        if not _KEY.fullmatch(key) or not path.is_file():
            raise Refusal("no-such-file", "这个文件已不在草稿里。", status=404)
        head, content = _read(path).split(b"\n", 1)
        known = json.loads(head)
        return Upload(known["name"], content, known["mime"], known["pages"])

    def finish(self) -> None:
        """The matter was taken in; a late save of the same page must not bring the draft back."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._done.touch()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _done(self) -> Path:
        return self.folder.with_suffix(".done")

    def _paths(self) -> Iterator[Path]:
        return (path for path in self.folder.glob("*.*") if _KEY.fullmatch(path.name))

    def _sheet(self) -> dict[str, Any]:
        path = self.folder / "fields"
        if not path.is_file():
            raise Refusal("no-such-draft", _GONE, status=404)
        sheet: dict[str, Any] = json.loads(_read(path))
        return sheet

    def _write(self, name: str, content: bytes) -> None:
        if self._done.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        fresh = self.folder / f"~{uuid4().hex}"
        fresh.write_bytes(encrypt(derived("intake drafts"), content))
        os.replace(fresh, self.folder / name)


def sketches_of(by: Actor) -> list[Sketch]:
    """This clerk's unfinished intakes, the latest first."""
    found = [Draft(path.parent).sketch() for path in _home(by).glob("*/fields")]
    return sorted(found, key=lambda sketch: sketch.saved_at, reverse=True)


def sweep_drafts(now: datetime) -> None:
    """Forget every draft older than KEPT_FOR, whoever began it."""
    oldest = int((now - KEPT_FOR).timestamp())
    for path in _root().glob("*/*"):
        begun = path.name.partition("-")[0]
        if begun.isdigit() and int(begun) < oldest:
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def _root() -> Path:
    root: Path = settings.DATA_DIR / "drafts"
    return root


def _home(by: Actor) -> Path:
    if by.staff_id is None:
        raise TypeError("a draft belongs to a person")
    return _root() / by.staff_id.hex


def _place(path: Path) -> int:
    return int(path.suffix[1:])


def _read(path: Path) -> bytes:
    return decrypt(derived("intake drafts"), path.read_bytes())

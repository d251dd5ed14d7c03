"""The clients' own record: what was sent, written before sending, and what was answered, written after.

One file a client, one JSON line an entry, only ever appended. It is the evidence against which the database is
judged: the platform has no hand in it.
"""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Sent:
    """One submission: what it wanted of which matter, by whom, under which key, and how it was answered.

    `case` is the number of the matter, empty for the intake itself, which is known by the `serial` of its
    applicant. `location` is where the acknowledgement led; None means that no acknowledgement came.
    """

    verb: str
    by: str
    key: str
    serial: int
    case: str
    location: str | None = None
    tries: int = 0


class Record:
    """One client's file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def intent(self, sent: Sent) -> None:
        self._write("intent", verb=sent.verb, by=sent.by, key=sent.key, serial=sent.serial, case=sent.case)

    def acknowledged(self, sent: Sent, location: str) -> None:
        self._write("acknowledged", key=sent.key, location=location)

    def answered(
        self, status: int, path: str, *, key: str = "", retry_after: str = "", told: str = ""
    ) -> None:
        """An answer that is no acknowledgement: a page, an outage with what was told of it, or what should not be."""
        self._write("answered", status=status, path=path, key=key, retry_after=retry_after, told=told)

    def odd(self, path: str, words: str, key: str = "") -> None:
        """What no client should ever see."""
        self._write("odd", path=path, words=words, key=key)

    def _write(self, what: str, **values: Any) -> None:
        line = json.dumps({"what": what, **values}, ensure_ascii=False)
        with self._lock, self._path.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


@dataclass
class Evidence:
    """The records of all clients, read together."""

    sent: dict[str, Sent] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)
    outages_without_retry: int = 0
    outages_without_words: int = 0

    @property
    def acknowledged(self) -> list[Sent]:
        return [one for one in self.sent.values() if one.location is not None]

    @property
    def retried(self) -> int:
        """Submissions that were acknowledged only after they had been sent more than once."""
        return sum(one.tries > 1 for one in self.acknowledged)


def read(folder: Path) -> Evidence:
    evidence = Evidence()
    for entry in entries(folder):
        match entry.pop("what"):
            case "intent":
                sent = evidence.sent.setdefault(entry["key"], Sent(**entry))
                sent.tries += 1
            case "acknowledged":
                evidence.sent[entry["key"]].location = entry["location"]
            case "answered":
                evidence.statuses[entry["status"]] += 1
                evidence.outages_without_retry += entry["status"] == 503 and not entry["retry_after"]
                evidence.outages_without_words += entry["status"] == 503 and not entry["told"]
            case "odd":
                evidence.odd.append(f"{entry['path']}: {entry['words']}")
    return evidence


def entries(folder: Path) -> Iterator[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.endswith("\n"))

"""Saying no: the one exception by which the core and the commands refuse a request."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

STATUSES = frozenset({400, 403, 404, 409, 413, 422})

_CODE = re.compile(r"[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one field; `field` is the name the form or the API uses for it."""

    field: str
    message: str


class Refusal(Exception):
    """A request that is understood and not carried out; nothing has been changed.

    `code` is stable and for programs, `message` is Chinese and for the person who asked, `status` is
    the HTTP status of the answer: 400, 403, 404, 409 (default), 413 or 422.
    """

    def __init__(self, code: str, message: str, status: int = 409, findings: Iterable[Finding] = ()) -> None:
        if not _CODE.fullmatch(code):
            raise ValueError(f"a refusal's code is lower-case words joined by - or _: {code!r}")
        if not message:
            raise ValueError(f"refusal {code} says nothing to the person")
        if status not in STATUSES:
            raise ValueError(f"a refusal has one of the statuses {sorted(STATUSES)}, not {status}")
        super().__init__(code, message)
        self.code = code
        self.message = message
        self.status = status
        self.findings = tuple(findings)

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"

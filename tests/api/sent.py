"""What systems send: an intake as JSON, and the parts of a form as they go over the wire."""

from __future__ import annotations

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image

from onewindow.cases.intake import Intake


def body_of(intake: Intake) -> dict[str, Any]:
    """The same intake as a system sends it."""
    party = intake.party
    return {
        "item": intake.edition.slug,
        "party": {
            "number": party.number, "name": party.name, "phone": party.phone, "address": party.address,
            "legal_person": party.legal_person,
        },
        "answers": intake.answers,
        "materials": [
            {
                "material": line.material, "state": line.state, "originals": line.originals, "copies": line.copies,
                "pages": line.pages,
            }
            for line in intake.lines
        ],
        "form": intake.form,
        "return_by": intake.return_by,
    }  # fmt: skip


@dataclass(frozen=True)
class Part:
    """One part of a form as it goes over the wire; `more` are further headers of it."""

    name: str
    content: bytes
    filename: str | None = None
    more: str = ""

    def written(self, boundary: str) -> bytes:
        called = "" if self.filename is None else f'; filename="{self.filename}"'
        head = (
            f'--{boundary}\r\nContent-Disposition: form-data; name="{self.name}"{called}\r\n{self.more}\r\n'
        )
        return head.encode() + self.content + b"\r\n"


def picture(colour: str = "white") -> bytes:
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    return content.getvalue()


def written(body: object) -> Part:
    return Part(
        "body", json.dumps(body, ensure_ascii=False).encode(), more="Content-Type: application/json\r\n"
    )


def scan(material: str, content: bytes = b"", filename: str | None = "扫描.png") -> Part:
    return Part(f"file-{material}", content or picture(), filename, more="Content-Type: image/png\r\n")


def said(answer: Any) -> tuple[int, str]:
    assert answer.headers["Content-Type"] == "application/problem+json", answer.content
    return answer.status_code, answer.json()["code"]


def fields(answer: Any) -> set[str]:
    return {finding["field"] for finding in answer.json()["findings"]}

"""Templates of `content/papers` and their data made into PDF/A-2b."""

import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, time, timedelta, timezone
from functools import cached_property
from pathlib import Path

import typst
import yaml
from cryptography.hazmat.primitives import hashes

from onewindow.documents.printing.forms import FORMS
from onewindow.documents.printing.forms.intake import PaperLabels
from onewindow.documents.printing.forms.parts import Paper
from onewindow.documents.printing.legible import FONT_DIRECTORY, Json, legible_throughout
from onewindow.documents.printing.marks import code128, qr_svg


@dataclass(frozen=True)
class Template:
    """One edition of a paper's template. `sm3` (hex) covers its source and the shared parts, not fonts or typesetter."""

    title: str
    edition: str
    sm3: str

    @property
    def name(self) -> str:
        return f"{self.title}/{self.edition}"


class Printer:
    """Prints the papers whose templates lie in one directory. Keep one per process; threads take turns."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._lock = threading.Lock()

    def render(self, kind: str, data: Mapping[str, object]) -> bytes:
        """PDF/A-2b bytes, equal for equal data.

        Raises KeyError for an unknown kind and pydantic.ValidationError when the data is not what `FORMS[kind]` asks."""
        form = FORMS[kind].model_validate(data)
        paper = json.dumps(self._printed(kind, form))
        with self._lock:
            pdf = self._compiler.compile(
                input=str(self._directory / f"{kind}.typ"),
                format="pdf",
                sys_inputs={"paper": paper},
                pdf_standards="a-2b",
                timestamp=datetime.combine(form.dated, time(), timezone(timedelta(hours=8))),
            )
        if not isinstance(pdf, bytes):
            raise TypeError("typst returned no PDF")
        return pdf

    def template(self, kind: str) -> Template:
        return self._templates[kind]

    def template_edition(self, kind: str) -> str:
        """Names the exact template: title, edition and SM3, e.g. 收件通知书/2026-1#66c7f0f4…"""
        template = self._templates[kind]
        return f"{template.name}#{template.sm3}"

    def _printed(self, kind: str, form: Paper) -> dict[str, Json]:
        template = self._templates[kind]
        content: dict[str, Json] = form.model_dump(mode="json")
        shown = legible_throughout(content)
        code = form.scanned()
        picture = form.drawn()
        labels = form.labels if isinstance(form, PaperLabels) else []
        return {
            "title": template.title,
            "template": f"{template.name} · {template.sm3[:8]}",
            "qr": qr_svg(form.qr_text),
            "barcode": _barcode(code) if code else None,
            "picture": {**picture} if picture else None,
            "label_barcodes": [_barcode(label.barcode) for label in labels],
            "data": shown,
        }

    @cached_property
    def _compiler(self) -> typst.Compiler:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONT_DIRECTORY)]
        )
        return typst.Compiler(root=str(self._directory), font_paths=fonts, ignore_system_fonts=True)

    @cached_property
    def _templates(self) -> dict[str, Template]:
        listed = yaml.safe_load((self._directory / "papers.yaml").read_text("utf-8"))
        parts = sorted((self._directory / "parts").glob("*.typ"))
        return {
            kind: Template(
                title=entry["title"],
                edition=entry["edition"],
                sm3=_sm3([self._directory / f"{kind}.typ", *parts]),
            )
            for kind, entry in listed.items()
        }


def _barcode(text: str) -> Json:
    return {**asdict(code128(text))}


def _sm3(files: list[Path]) -> str:
    digest = hashes.Hash(hashes.SM3())
    for file in files:
        source = file.read_bytes()
        digest.update(f"{file.name}:{len(source)}\n".encode())
        digest.update(source)
    return digest.finalize().hex()

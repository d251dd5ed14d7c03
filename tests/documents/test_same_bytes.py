"""The same data gives the same bytes, whoever prints, wherever and when."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from django.conf import settings

from onewindow.documents.printing import Printer
from tests.documents.samples import SAMPLES

PRINT_ALL = """
import hashlib, json, sys
from pathlib import Path
from onewindow.documents.printing import Printer
printer = Printer(Path(sys.argv[1]))
samples = json.load(sys.stdin)
print(json.dumps({kind: hashlib.sha256(printer.render(kind, data)).hexdigest() for kind, data in samples.items()}))
"""


def test_another_process_prints_the_same_bytes(printer: Printer, tmp_path: Path) -> None:
    elsewhere = os.environ | {
        "TZ": "America/New_York",
        "LANG": "C",
        "PYTHONHASHSEED": "7",
        "SOURCE_DATE_EPOCH": "0",
    }
    printed = subprocess.run(
        [sys.executable, "-c", PRINT_ALL, str(settings.CONTENT_DIR / "papers")],
        input=json.dumps(dict(reversed(SAMPLES.items()))),
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(printed.stdout) == {kind: digest(printer, kind) for kind in SAMPLES}


def test_the_order_in_which_data_is_written_down_does_not_matter(printer: Printer) -> None:
    data = SAMPLES["intake_notice"]
    assert printer.render("intake_notice", dict(reversed(data.items()))) == printer.render(
        "intake_notice", data
    )


def test_one_printer_serves_many_threads(printer: Printer) -> None:
    kinds = list(SAMPLES) * 2
    with ThreadPoolExecutor(8) as threads:
        at_once = list(threads.map(lambda kind: digest(printer, kind), kinds))
    assert at_once == [digest(printer, kind) for kind in kinds]


def test_a_changed_template_has_another_name(printer: Printer, tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    shutil.copytree(settings.CONTENT_DIR / "papers", papers)
    own = papers / "licence.typ"
    own.write_text(own.read_text("utf-8") + "// changed\n", "utf-8")
    changed = Printer(papers)
    assert changed.template_edition("licence") != printer.template_edition("licence")
    assert changed.template_edition("intake_notice") == printer.template_edition("intake_notice")
    assert changed.template("licence").name == printer.template("licence").name == "证照/2026-1"

    shared = papers / "parts" / "seal.typ"
    shared.write_text(shared.read_text("utf-8") + "// changed\n", "utf-8")
    assert Printer(papers).template_edition("intake_notice") != printer.template_edition("intake_notice")


def digest(printer: Printer, kind: str) -> str:
    return hashlib.sha256(printer.render(kind, SAMPLES[kind])).hexdigest()

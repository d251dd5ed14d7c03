"""What clients over HTTP need: four people signed in and an intake form filled in once; two systems with their tokens.

`python -m tests.bench.forms FILE` on the environment's installation writes it as JSON.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import django

django.setup()

from django.test import Client  # noqa: E402

from tests.api.program import registered  # noqa: E402
from tests.bench.life import ITEM, company, pattern  # noqa: E402
from tests.stories.conftest import filled  # noqa: E402
from tests.web.conftest import signed_in  # noqa: E402
from tests.web.desk.posting import intake_post  # noqa: E402

PEOPLE = ("wang", "zhao", "sun", "qian", "zheng", "wu")


def forms() -> dict[str, Any]:
    clients = {name: signed_in(Client(), name) for name in PEOPLE}
    return {
        "tokens": {
            "hall": registered("bench-hall", hall="lj-hall").token,
            "agency": registered("bench-agency", agency="scjg").token,
        },
        "intake_by_api": intake_by_api(),
        "sessions": {name: client.cookies["sessionid"].value for name, client in clients.items()},
        "intake": intake_post(clients["wang"], ITEM, company(0, 0)),
    }


def intake_by_api() -> dict[str, Any]:
    """The same intake as a system sends it."""
    intake = pattern()
    lines = [
        {"material": line.material, "state": line.state, "originals": line.originals, "copies": line.copies, "pages": line.pages}
        for line in intake.lines
    ]  # fmt: skip
    facts = ("number", "name", "phone", "address", "legal_person")
    return {
        "item": ITEM, "party": {name: getattr(intake.party, name) for name in facts}, "answers": intake.answers,
        "materials": lines, "form": filled(intake.guide, intake.party), "return_by": "window",
    }  # fmt: skip


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(forms()), "utf-8")

"""What a client of the pages needs: four people signed in, and an intake form filled in once.

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

from tests.bench.life import ITEM, company  # noqa: E402
from tests.web.conftest import signed_in  # noqa: E402
from tests.web.desk.posting import intake_post  # noqa: E402

PEOPLE = ("wang", "zhao", "sun", "qian", "zheng", "wu")


def forms() -> dict[str, Any]:
    clients = {name: signed_in(Client(headers={"host": "localhost"}), name) for name in PEOPLE}
    return {
        "sessions": {name: client.cookies["sessionid"].value for name, client in clients.items()},
        "intake": intake_post(clients["wang"], ITEM, company(0, 0)),
    }


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(forms()), "utf-8")

"""How many journal entries still wait for their position; the worker's task."""

from __future__ import annotations

import json

import django

django.setup()

from onewindow.journal.models import Unsealed  # noqa: E402

if __name__ == "__main__":
    print(json.dumps({"unsealed": Unsealed.objects.count()}))

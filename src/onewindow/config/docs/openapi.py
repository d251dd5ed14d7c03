"""docs/reference/openapi.json: the API as its own types describe it."""

from __future__ import annotations

import json

from onewindow.api.urls import api


def openapi_page() -> str:
    """The document that /api/v1/openapi.json serves, indented to be read and compared."""
    return json.dumps(api.whole(), ensure_ascii=False, indent=1) + "\n"

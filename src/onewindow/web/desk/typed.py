"""Reading what was typed into a field."""

from __future__ import annotations

import re

from django.http import QueryDict

_BREAKS = re.compile(r"[\n\t]+")


def text(post: QueryDict, name: str) -> str:
    """What was typed as one line, without blanks around it."""
    return _BREAKS.sub(" ", post.get(name, "")).strip()

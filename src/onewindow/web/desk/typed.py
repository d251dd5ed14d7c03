"""Reading what was typed into a field."""

from __future__ import annotations

from django.http import QueryDict


def text(post: QueryDict, name: str) -> str:
    """What was typed, without blanks around it and without characters that nobody can see."""
    return "".join(c if c.isprintable() else " " for c in post.get(name, "")).strip()

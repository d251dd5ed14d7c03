"""What a row of a door's policy says: which roles may open a URL, and by which methods.

The rows themselves stand beside the URLs they speak of, in the policy of each door; a URL without a
row is refused, and fails the build.
"""

from __future__ import annotations

from dataclasses import dataclass

PUBLIC = "public"
DEMO = "demo"
"""Only where the demo city is served."""

READ = ("GET", "HEAD")
FORM = ("GET", "HEAD", "POST")
ACT = ("POST",)


@dataclass(frozen=True)
class Row:
    """Roles and methods of one URL; `public` admits whoever asks, signed in or not."""

    roles: frozenset[str]
    methods: tuple[str, ...] = READ


NOBODY = Row(frozenset(), ())

"""Items as code: an edition that was reviewed as a file is published as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onewindow.catalogue import schema
from onewindow.catalogue.commands.reviewing import out_of_turn
from onewindow.catalogue.models import Edition
from onewindow.catalogue.rows import gist, new_row, settled
from onewindow.core.life import NEW
from onewindow.core.refusal import Refusal
from onewindow.core.roles import SYSTEM
from onewindow.journal.commit import Commit
from onewindow.journal.lock import one_writer
from onewindow.journal.writer import write


def load(document: Mapping[str, Any], *, at: datetime) -> Edition:
    """The row of this edition, new or, if the very same document is published already, the one there is.

    Refuses what is no edition (422), and (409) one whose number does not follow the last issued one,
    that does not take effect later than that, or whose slug or code belongs to another item.
    """
    guide = schema.read(document)
    with one_writer():
        same = Edition.objects.issued().filter(slug=guide.slug, digest=guide.digest()).first()
        if same is not None:
            return same
        commit = Commit(by=SYSTEM, at=at)
        row = loaded(guide, commit)
        if findings := list(out_of_turn(row)):
            raise Refusal("edition_out_of_turn", f"“{guide.name}”不能发布", findings=findings)
        write(commit)
    return row


def loaded(guide: schema.Edition, commit: Commit) -> Edition:
    """A published row of this edition, in a commit that is not written yet."""
    row = new_row(settled(guide.document()), by=SYSTEM, at=commit.at)
    row.stage = NEW
    row.published_at, row.publisher_name = commit.at, SYSTEM.name
    commit.move(row, "load", body=gist(row, SYSTEM))
    return row

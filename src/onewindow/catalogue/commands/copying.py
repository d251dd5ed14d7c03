"""照搬认领: an agency takes over the list that another agency of its kind has published, as a draft of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from onewindow.catalogue.commands.drafting import claimable, open_draft
from onewindow.catalogue.keeping import agencies_kept
from onewindow.catalogue.models import BaseItemRow, Edition
from onewindow.catalogue.placing import placed
from onewindow.core.calendar import local
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer, Commit
from onewindow.places.directory import agency


def copy(edition_id: UUID, agency_code: str, *, by: Actor, at: datetime) -> Answer:
    """A draft of `agency_code` like a published edition, with its own code, halls and contact, from tomorrow on.

    What was published is open to everybody, whoever keeps it; a post of certain matters takes over no further ones. Raises Refusal `no-such-edition` (404),
    `no-such-agency` (404), `not-claimable` (409) when the level may not or the agency has a list already,
    `draft-open` (409).
    """
    if agency_code not in agencies_kept(by) or by.matters:
        raise Refusal("no-such-agency", "没有找到这个部门。", status=404)
    source = Edition.objects.published().filter(pk=edition_id).first()
    if source is None:
        raise Refusal("no-such-edition", "没有找到这一版事项清单。", status=404)
    base = BaseItemRow.objects.filter(pk=source.base_code).first()
    claimable(source.name, source.base_code, base.levels if base else [], agency(agency_code))
    first = local(at).date() + timedelta(days=1)
    document = placed(source.document, agency(agency_code)) | {"effective_from": first.isoformat()}
    origin = {"from": source.slug, "from_agency": source.agency_code, "from_edition": source.edition}
    return open_draft(Commit(by=by, at=at), "copy", document, origin)

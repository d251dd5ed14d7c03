"""Publish one edition."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from onewindow.catalogue import schema
from onewindow.catalogue.models import Edition
from onewindow.catalogue.spelling import search_columns
from onewindow.core.ids import uuid7
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.lock import one_writer


def publish(document: Mapping[str, Any], *, at: datetime) -> Edition:
    """The row of this edition, new or, if the very same document is published already, the one there is.

    Refuses what is no edition (422), and (409) one whose number does not follow the last published one,
    that does not take effect later than that, or whose slug belongs to another item.
    """
    guide = schema.read(document)
    with one_writer():
        same = Edition.objects.published().filter(code=guide.code, digest=guide.digest()).first()
        if same is not None:
            return same
        _refuse_out_of_turn(guide)
        row = _row(guide, at)
        row.save(force_insert=True)
    return row


def _refuse_out_of_turn(guide: schema.Edition) -> None:
    last = Edition.objects.filter(code=guide.code).order_by("-edition").first()
    findings = []
    expected = last.edition + 1 if last else 1
    if guide.edition != expected:
        findings.append(Finding("edition", f"下一版应是第{expected}版；已发布的版本不能改动"))
    if last is not None and guide.effective_from <= last.effective_from:
        message = f"生效日期应晚于第{last.edition}版的生效日期{last.effective_from.isoformat()}"
        findings.append(Finding("effective_from", message))
    if Edition.objects.filter(slug=guide.slug).exclude(code=guide.code).exists():
        findings.append(Finding("slug", f"“{guide.slug}”已经用于另一事项"))
    if findings:
        raise Refusal("edition_out_of_turn", f"“{guide.name}”不能发布", findings=findings)


def _row(guide: schema.Edition, at: datetime) -> Edition:
    columns = search_columns([guide.name, *guide.aliases])
    return Edition(
        id=uuid7(at),
        slug=guide.slug,
        code=guide.code,
        agency_code=guide.agency,
        name=guide.name,
        edition=guide.edition,
        effective_from=guide.effective_from,
        effective_to=guide.effective_to,
        document=json.loads(guide.canonical()),
        digest=guide.digest(),
        status=Edition.Status.PUBLISHED,
        initials=columns.initials,
        tokens=columns.tokens,
        theme=guide.theme,
        audience=guide.audience,
        kind=guide.kind,
        published_at=at,
    )

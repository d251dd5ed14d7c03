"""Loading staff and their posts from a document such as content/demo/places.yaml."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.people.models import Post, Staff
from onewindow.places.models import Agency, Window


def load_staff(people: list[dict[str, Any]], *, at: datetime) -> None:
    """Create the people who are not there yet, each with the post named, from a year ago on."""
    known = set(Staff.objects.values_list("username", flat=True))
    windows = {window.code: window for window in Window.objects.select_related("hall")}
    agencies = {agency.code: agency for agency in Agency.objects.all()}
    since = local(at).date().replace(month=1, day=1).replace(year=at.year - 1)
    staff, posts = [], []
    for entry in people:
        if entry["username"] in known:
            continue
        window = windows.get(entry.get("window", ""))
        person = Staff(id=uuid7(at), username=entry["username"], name=entry["name"])
        person.set_unusable_password()
        staff.append(person)
        posts.append(Post(
            staff=person, role=entry["role"], window=window, agency=agencies.get(entry.get("agency", "")),
            hall_id=window.hall_id if window else entry.get("hall"), items=entry.get("items", []), since=since,
        ))  # fmt: skip
    Staff.objects.bulk_create(staff)
    Post.objects.bulk_create(posts)

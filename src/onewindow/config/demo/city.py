"""The demo city 江州市, loaded through the same commands that its people use."""

from __future__ import annotations

from datetime import datetime

import yaml
from django.conf import settings

from onewindow.catalogue.commands import import_editions
from onewindow.people.loading import load_staff
from onewindow.places.loading import load_places


def load_city(as_of: datetime) -> str:
    """Load places, staff, editions, parties and cases as they stand at `as_of`; say what was loaded."""
    places = yaml.safe_load((settings.CONTENT_DIR / "demo" / "places.yaml").read_text("utf-8"))
    divisions = yaml.safe_load((settings.CONTENT_DIR / "divisions" / "jiangzhou.yaml").read_text("utf-8"))
    load_places(divisions, places)
    load_staff(places["staff"], at=as_of)
    import_editions(settings.CONTENT_DIR / "items", at=as_of)
    return "江州市: places, staff and editions"

"""江州市 as the stories need it: its places, its staff and its editions, no cases."""

from __future__ import annotations

from datetime import datetime

import yaml
from django.conf import settings

from onewindow.bundles.commands import import_bundles
from onewindow.catalogue.commands import import_editions
from onewindow.core.calendar import SHANGHAI
from onewindow.people.loading import load_staff
from onewindow.places.loading import load_places


def load_city() -> None:
    opened = datetime(2026, 1, 5, tzinfo=SHANGHAI)
    places = yaml.safe_load((settings.CONTENT_DIR / "demo" / "places.yaml").read_text("utf-8"))
    divisions = yaml.safe_load((settings.CONTENT_DIR / "divisions" / "jiangzhou.yaml").read_text("utf-8"))
    load_places(divisions, places)
    load_staff(places["staff"], at=opened)
    import_editions(settings.CONTENT_DIR / "items", at=opened, checked=False)
    import_bundles(settings.CONTENT_DIR / "bundles", at=opened)

"""Writing on the pages of the editor of bundles as a browser does."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client
from django.urls import reverse

from onewindow.bundles.models import BundleEdition

SLUG = "kaiban-canyindian"
WHY = "招牌改为可以不办。"


def typed(client: Client, address: str) -> dict[str, object]:
    """What a form of the editor would send if nothing were changed."""
    page = client.get(address).content.decode().split('<form id="part"')[1].split("</form>")[0]
    found: dict[str, object] = {}
    texts: dict[str, list[str]] = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is not None and ('type="checkbox"' not in tag or " checked" in tag):
            texts.setdefault(name[1], []).append(unescape(value[1]) if value else "")
    found.update(texts)
    for name, text in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', page, re.S):
        found[name] = unescape(text)
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        found[name] = unescape(chosen[0]) if chosen else ""
    return found


def save(client: Client, address: str, **changes: object) -> int:
    """Save a page of the editor with what was changed; the status of the answer."""
    form = typed(client, address) | changes
    return client.post(address, form | {"submission": f"{address} {changes}"}).status_code


def section(draft: BundleEdition, name: str, place: str = "") -> str:
    if place:
        return reverse("bundling-part", args=[draft.pk, name, place])
    return reverse("bundling-section", args=[draft.pk, name])


def now(draft: BundleEdition) -> dict[str, object]:
    found: dict[str, object] = BundleEdition.objects.get(pk=draft.pk).document
    return found

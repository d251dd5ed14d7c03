"""An administrator at her desk, and the next edition of a bundle in force that she began there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from onewindow.bundles.models import BundleEdition
from tests.stories.conftest import at
from tests.web.bundling.writing import SLUG
from tests.web.conftest import signed_in


@pytest.fixture
def wen(client: Client, clock: Callable[[datetime], None]) -> Client:
    clock(at(4, 9))
    return signed_in(client, "wen2")


@pytest.fixture
def draft(wen: Client) -> BundleEdition:
    """The next edition, begun from the page of the one in force."""
    row = BundleEdition.objects.issued().get(slug=SLUG)
    went = wen.post(reverse("bundling-revision", args=[row.pk]), {"submission": "revise"})
    begun = BundleEdition.objects.get(slug=SLUG, stage="draft")
    assert went["Location"] == reverse("bundling-bundle", args=[begun.pk])
    return begun

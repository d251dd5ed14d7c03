"""The city and cast of the stories, and the pages under a standing clock."""

from __future__ import annotations

from tests.web.conftest import cast, clock, demo_hall, django_db_setup, li, restaurant

__all__ = ["cast", "clock", "demo_hall", "django_db_setup", "li", "restaurant"]

"""The invariants are looked at in the city of the stories."""

from __future__ import annotations

from tests.stories.conftest import cast, django_db_setup, li, restaurant, statements

__all__ = ["cast", "django_db_setup", "li", "restaurant", "statements"]

"""What is read and written here is the city and cast of the stories."""

from __future__ import annotations

from tests.stories.conftest import cast, django_db_setup, li, restaurant, statements

__all__ = ["cast", "django_db_setup", "li", "restaurant", "statements"]

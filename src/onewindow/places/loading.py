"""Loading divisions, agencies, halls and windows from documents such as content/demo/places.yaml."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from onewindow.places.directory import forget
from onewindow.places.models import Agency, Division, Hall, Window


def load_places(divisions: list[dict[str, Any]], places: dict[str, Any]) -> None:
    """Create or update every place named; places not named are left alone."""
    _upsert(Division, [
        Division(code=d["code"], name=d["name"], level=d["level"], parent_id=d.get("parent")) for d in divisions
    ])  # fmt: skip
    _upsert(Agency, [
        Agency(
            code=a["code"], name=a["name"], short=a["short"], division_id=a["division"], uscc=a["uscc"], phone=a["phone"],
            supervise_phone=a["supervise_phone"], address=a["address"], court=places["courts"][a["division"]],
            reconsideration_body=places["reconsideration"][a["division"]],
        )
        for a in places["agencies"]
    ])  # fmt: skip
    halls = places["halls"]
    _upsert(Hall, [
        Hall(
            code=h["code"], name=h["name"], division_id=h["division"], address=h["address"], phone=h["phone"],
            supervise_phone=h["supervise_phone"], transport=h["transport"],
        )
        for h in halls
    ])  # fmt: skip
    _upsert(Window, [
        Window(code=w["code"], hall_id=h["code"], name=w["name"], kind=w["kind"], phone=w["phone"])
        for h in halls for w in h["windows"]
    ])  # fmt: skip
    forget()


def _upsert(model: type[Model], rows: list[Any]) -> None:
    columns = [field.name for field in model._meta.concrete_fields if not field.primary_key]
    model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=columns
    )

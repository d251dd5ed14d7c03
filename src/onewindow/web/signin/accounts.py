"""Whose a session is: asked at every request of whoever signed in, so both reads are put together once."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.db.models.functions import Now

from onewindow.people.models import Staff
from onewindow.sql.reading import fetch


class SessionStore(db.SessionStore):
    """Django's, in the database."""

    def _get_session_from_db(self) -> Session | None:
        found = fetch(_alive, self.session_key) if self.session_key else []
        if found:
            return found[0]
        self._session_key = None
        return None


class Accounts(ModelBackend):
    """Django's, by user name and password."""

    def get_user(self, user_id: Any) -> Staff | None:
        found = fetch(_account, user_id)
        return found[0] if found and self.user_can_authenticate(found[0]) else None


def _alive(key: str) -> QuerySet[Session]:
    return Session.objects.filter(session_key=key, expire_date__gt=Now())


def _account(staff_id: UUID) -> QuerySet[Staff]:
    return Staff.objects.filter(pk=staff_id)

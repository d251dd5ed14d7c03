"""Every door of the platform; each name has a policy row in `onewindow.web.policy`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []

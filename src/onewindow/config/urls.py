"""Every door of the platform; each name has a row in the policy of its door (`web/policy.py`, `api/policy.py`)."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from onewindow.api.urls import api

urlpatterns: list[URLPattern | URLResolver] = [
    # Those with a beginning of their own come first: whoever asks for one does not walk through all the others.
    path("api/v1/", api.urls),
    path("desk/", include("onewindow.web.desk.urls")),
    path("review/", include("onewindow.web.review.urls")),
    path("issue/", include("onewindow.web.issue.urls")),
    path("items/batches/", include("onewindow.web.batches.urls")),
    path("items/delegations/", include("onewindow.web.delegations.urls")),
    path("items/intermediaries/", include("onewindow.web.register.urls")),
    path("items/bundles/", include("onewindow.web.bundling.urls")),
    path("items/", include("onewindow.web.copying.urls")),
    path("items/", include("onewindow.web.repin.urls")),
    path("watch/", include("onewindow.web.watch.urls")),
    path("reform/", include("onewindow.web.reform.urls")),
    path("items/", include("onewindow.web.items.urls")),
    path("", include("onewindow.web.portal.urls")),
    path("", include("onewindow.web.signin.urls")),
    path("", include("onewindow.web.papers.urls")),
    path("", include("onewindow.web.display")),
    path("", include("onewindow.web.styleguide.urls")),
]

handler400 = "onewindow.web.errors.bad_request"
handler403 = "onewindow.web.errors.permission_denied"
handler404 = "onewindow.web.errors.page_not_found"
handler500 = "onewindow.web.errors.server_error"

"""Every door of the platform; each name has a policy row in `onewindow.web.policy`."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("onewindow.web.portal.urls")),
    path("", include("onewindow.web.signin.urls")),
    path("", include("onewindow.web.papers.urls")),
    path("", include("onewindow.web.display")),
    path("desk/", include("onewindow.web.desk.urls")),
    path("review/", include("onewindow.web.review.urls")),
    path("issue/", include("onewindow.web.issue.urls")),
    path("watch/", include("onewindow.web.watch.urls")),
    path("", include("onewindow.web.styleguide.urls")),
]

handler400 = "onewindow.web.errors.bad_request"
handler403 = "onewindow.web.errors.permission_denied"
handler404 = "onewindow.web.errors.page_not_found"
handler500 = "onewindow.web.errors.server_error"

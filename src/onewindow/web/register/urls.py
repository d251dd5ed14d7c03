from django.urls import URLPattern, path

from onewindow.web.register import listing, network, one, recording

urlpatterns: list[URLPattern] = [
    path("", listing.register, name="register"),
    path("new/", recording.recording, name="register-new"),
    path("network/", network.network, name="register-network"),
    path("<uuid:body_id>/", one.body, name="register-body"),
    path("<uuid:body_id>/decision/", one.decision, name="register-decision"),
    path("<uuid:body_id>/amendment/", one.amendment, name="register-amendment"),
    path("<uuid:body_id>/suspension/", one.suspension, name="register-suspension"),
    path("<uuid:body_id>/resumption/", one.resumption, name="register-resumption"),
    path("<uuid:body_id>/removal/", one.removal, name="register-removal"),
]

from django.urls import URLPattern, path

from onewindow.web.reform import ledger, targets

urlpatterns: list[URLPattern] = [
    path("ledger/", ledger.ledger, name="reform-ledger"),
    path("targets/", targets.targets, name="reform-targets"),
]

from django.urls import URLPattern, path

from onewindow.web.reform import ledger, public, targets

urlpatterns: list[URLPattern] = [
    path("", public.reform, name="reform"),
    path("ledger/", ledger.ledger, name="reform-ledger"),
    path("targets/", targets.targets, name="reform-targets"),
]

from django.urls import URLPattern, path

from onewindow.web.reform import ledger, paper, public, targets

urlpatterns: list[URLPattern] = [
    path("", public.reform, name="reform"),
    path("ledger/", ledger.ledger, name="reform-ledger"),
    path("ledger/ledger.pdf", paper.ledger_paper, name="reform-ledger-pdf"),
    path("targets/", targets.targets, name="reform-targets"),
]

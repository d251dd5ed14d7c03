from django.urls import path

from onewindow.web.desk import (
    cards,
    case,
    cases,
    handover,
    home,
    intake,
    notices,
    received,
    returning,
    supply,
)

urlpatterns = [
    path("", home.desk, name="desk"),
    path("hits/", home.hits, name="desk-hits"),
    path("intake/<slug:slug>/", intake.intake, name="desk-intake"),
    path("intake/<slug:slug>/draft/", intake.save, name="desk-draft"),
    path("scans/<str:draft>/<str:key>/", intake.scan, name="desk-scan"),
    path("cases/", cases.cases, name="desk-cases"),
    path("cases/<str:no>/", case.case, name="desk-case"),
    path("cases/<str:no>/received/", received.received, name="desk-received"),
    path("cases/<str:no>/delivery/", received.delivery, name="desk-delivery"),
    path("cases/<str:no>/supplement/", supply.supplement, name="desk-supplement"),
    path("cases/<str:no>/deferrals/<str:material>/", supply.deferral, name="desk-deferral"),
    path("cases/<str:no>/withdrawal/", case.withdrawal, name="desk-withdrawal"),
    path("cases/<str:no>/return/", returning.returning, name="desk-return"),
    path("notices/", notices.notices, name="desk-notices"),
    path("notices/<uuid:document_id>/", notices.notice, name="desk-notice"),
    path("handover/", handover.handover, name="desk-handover"),
    path("handover/<str:no>/", handover.sheet, name="desk-sheet"),
    path("handover/<str:no>/cancellation/", handover.cancellation, name="desk-sheet-cancel"),
    path("cards/", cards.cards, name="desk-cards"),
    path("cards/<uuid:card_id>/", cards.explanation, name="desk-explanation"),
    path("urgings/<uuid:urging_id>/", cards.answer, name="desk-urging"),
]

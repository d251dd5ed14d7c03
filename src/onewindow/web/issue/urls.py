from django.urls import URLPattern, path

from onewindow.web.issue import arrivals, cards, handing, mail, receipts, sheet, shelf

urlpatterns: list[URLPattern] = [
    path("", arrivals.arrivals, name="issue"),
    path("sheets/<str:no>/", sheet.sheet, name="issue-sheet"),
    path("shelf/", shelf.shelf, name="issue-shelf"),
    path("cases/<str:no>/hand-out/", handing.handing, name="issue-hand-out"),
    path("post/", mail.post, name="issue-post"),
    path("cases/<str:no>/mail/confirmation/", mail.confirmation, name="issue-mail-confirmation"),
    path("cases/<str:no>/mail/return/", mail.coming_back, name="issue-mail-return"),
    path("receipts/", receipts.receipts, name="issue-receipts"),
    path("cards/", cards.cards, name="issue-cards"),
    path("cards/<uuid:card_id>/explanation/", cards.explanation, name="issue-card-explanation"),
    path("urgings/<uuid:urging_id>/answer/", cards.answer, name="issue-urging-answer"),
]

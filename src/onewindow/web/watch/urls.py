from django.urls import URLPattern, path

from onewindow.web.watch import board, cards, cases, urgings

urlpatterns: list[URLPattern] = [
    path("", board.board, name="watch"),
    path("cases/", cases.cases, name="watch-cases"),
    path("cases/<str:no>/", cases.case, name="watch-case"),
    path("cases/<str:no>/urging/", cases.urging, name="watch-urge"),
    path("cards/", cards.cards, name="watch-cards"),
    path("cards/<uuid:card_id>/", cards.card, name="watch-card"),
    path("urgings/", urgings.urgings, name="watch-urgings"),
    path("urgings/<uuid:urging_id>/end/", urgings.ending, name="watch-urging-end"),
]

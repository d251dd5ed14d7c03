from django.urls import URLPattern, path

from onewindow.web.delegations import asking, one

urlpatterns: list[URLPattern] = [
    path("", asking.delegations, name="delegations"),
    path("ask/", asking.asking, name="delegation-ask"),
    path("<uuid:delegation_id>/", one.one, name="delegation"),
    path("<uuid:delegation_id>/answer/", one.answering, name="delegation-answer"),
    path("<uuid:delegation_id>/end/", one.ending, name="delegation-end"),
    path("<uuid:delegation_id>/withdrawal/", one.withdrawal, name="delegation-withdrawal"),
]

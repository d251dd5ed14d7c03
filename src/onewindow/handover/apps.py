from django.apps import AppConfig


class HandoverConfig(AppConfig):
    name = "onewindow.handover"
    label = "handover"

from django.apps import AppConfig


class IntermediariesConfig(AppConfig):
    name = "onewindow.intermediaries"
    label = "intermediaries"

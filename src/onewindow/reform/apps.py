from django.apps import AppConfig


class ReformConfig(AppConfig):
    name = "onewindow.reform"
    label = "reform"

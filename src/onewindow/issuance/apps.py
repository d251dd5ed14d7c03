from django.apps import AppConfig


class IssuanceConfig(AppConfig):
    name = "onewindow.issuance"
    label = "issuance"

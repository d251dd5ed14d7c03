from django.apps import AppConfig


class DelegationConfig(AppConfig):
    name = "onewindow.delegation"
    label = "delegation"

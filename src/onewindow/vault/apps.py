from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "onewindow.vault"
    label = "vault"

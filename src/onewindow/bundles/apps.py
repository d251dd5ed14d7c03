from django.apps import AppConfig


class BundlesConfig(AppConfig):
    name = "onewindow.bundles"
    label = "bundles"

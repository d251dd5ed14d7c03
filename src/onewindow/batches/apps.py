from django.apps import AppConfig


class BatchesConfig(AppConfig):
    name = "onewindow.batches"
    label = "batches"

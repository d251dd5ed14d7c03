from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    name = "onewindow.evidence"
    label = "evidence"

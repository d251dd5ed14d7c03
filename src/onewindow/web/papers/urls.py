from django.urls import path

from onewindow.web.papers import evidence, views

urlpatterns = [
    path("papers/<uuid:document_id>.pdf", views.paper, name="paper"),
    path("evidence/<uuid:evidence_id>/", evidence.evidence, name="evidence"),
]

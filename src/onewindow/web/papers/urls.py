from django.urls import path

from onewindow.web.papers import views

urlpatterns = [path("papers/<uuid:document_id>.pdf", views.paper, name="paper")]

from django.urls import path

from onewindow.web.styleguide import views

urlpatterns = [
    path("styleguide/", views.index, name="styleguide-index"),
    path("styleguide/hits/", views.hits, name="styleguide-hits"),
    path("styleguide/<slug:mode>/", views.gallery, name="styleguide"),
]

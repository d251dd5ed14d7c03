from django.urls import URLPattern, path

from onewindow.web.copying import choosing, comparing

urlpatterns: list[URLPattern] = [
    path("copies/", choosing.choosing, name="items-copies"),
    path("copies/<uuid:edition_id>/", comparing.comparison, name="items-copy"),
    path("<uuid:edition_id>/copies/", choosing.copying, name="items-copying"),
]

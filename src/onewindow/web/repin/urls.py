from django.urls import URLPattern, path

from onewindow.web.repin import cases

urlpatterns: list[URLPattern] = [path("<uuid:edition_id>/cases/", cases.cases, name="items-cases")]

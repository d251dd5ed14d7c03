from django.urls import URLPattern, path

from onewindow.web.items import edition, exchange, library, listing, looking, section

urlpatterns: list[URLPattern] = [
    path("", listing.items, name="items"),
    path("bases/", listing.bases, name="items-bases"),
    path("calendar/", listing.calendar, name="items-calendar"),
    path("library/<str:kind>/", library.library, name="items-library"),
    path("library/<str:kind>/new/", library.new_entry, name="items-library-new"),
    path("library/<str:kind>/entries/<str:key>/", library.entry, name="items-library-entry"),
    path("library/changes/<uuid:change_id>/<str:verb>/", library.answer, name="items-library-answer"),
    path("exchange/", exchange.exchange, name="items-exchange"),
    path("exchange/items.xlsx", exchange.workbook, name="items-workbook"),
    path("exchange/faults.xlsx", exchange.faults, name="items-faults"),
    path("<uuid:edition_id>/", edition.edition, name="items-edition"),
    path("<uuid:edition_id>/steps/<str:verb>/", edition.step, name="items-step"),
    path("<uuid:edition_id>/revision/", edition.revision, name="items-revision"),
    path("<uuid:edition_id>/changes/", looking.changes, name="items-changes"),
    path("<uuid:edition_id>/preview/<str:view>/", looking.preview, name="items-preview"),
    path("<uuid:edition_id>/preview/<str:view>/frame/", looking.frame, name="items-frame"),
    path("<uuid:edition_id>/item.xlsx", exchange.one_workbook, name="items-workbook-of"),
    path("<uuid:edition_id>/<str:name>/", section.section, name="items-section"),
    path("<uuid:edition_id>/<str:name>/check/", section.check, name="items-check"),
    path("<uuid:edition_id>/<str:name>/<str:place>/", section.section, name="items-part"),
    path("<uuid:edition_id>/<str:name>/<str:place>/check/", section.check, name="items-part-check"),
]

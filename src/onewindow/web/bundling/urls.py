from django.urls import URLPattern, path

from onewindow.web.bundling import listing, looking, one, section

urlpatterns: list[URLPattern] = [
    path("", listing.bundles, name="bundling"),
    path("new/", listing.beginning, name="bundling-new"),
    path("<uuid:bundle_id>/", one.bundle, name="bundling-bundle"),
    path("<uuid:bundle_id>/steps/<str:verb>/", one.step, name="bundling-step"),
    path("<uuid:bundle_id>/revision/", one.revision, name="bundling-revision"),
    path("<uuid:bundle_id>/file/", one.file, name="bundling-file"),
    path("<uuid:bundle_id>/changes/", looking.changes, name="bundling-changes"),
    path("<uuid:bundle_id>/preview/<str:view>/", looking.preview, name="bundling-preview"),
    path("<uuid:bundle_id>/preview/<str:view>/frame/", looking.frame, name="bundling-frame"),
    path("<uuid:bundle_id>/<str:name>/", section.section, name="bundling-section"),
    path("<uuid:bundle_id>/<str:name>/check/", section.check, name="bundling-check"),
    path("<uuid:bundle_id>/<str:name>/<str:place>/", section.section, name="bundling-part"),
    path("<uuid:bundle_id>/<str:name>/<str:place>/check/", section.check, name="bundling-part-check"),
]

from django.urls import URLPattern, path

from onewindow.web.batches import candidates, listing, negative, one

urlpatterns: list[URLPattern] = [
    path("", listing.batches, name="batches"),
    path("new/", listing.new, name="batch-new"),
    path("differences/", listing.at_odds, name="batch-differences"),
    path("negative/", negative.negative, name="negative-list"),
    path("negative/<uuid:entry_id>/removal/", negative.removal, name="negative-removal"),
    path("<uuid:batch_id>/", one.one, name="batch"),
    path("<uuid:batch_id>/items/", candidates.choosing, name="batch-candidates"),
    path("<uuid:batch_id>/<slug:step>/", one.step, name="batch-step"),
]

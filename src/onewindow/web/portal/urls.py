from django.urls import path

from onewindow.web.portal import bundles, engagements, finding, guide, home, intermediaries, once, track

urlpatterns = [
    path("", home.home, name="home"),
    path("search/", finding.search, name="search"),
    path("bundles/", bundles.bundles, name="bundles"),
    path("bundles/<slug:slug>/", bundles.bundle, name="bundle"),
    path("bundles/<slug:slug>/editions/<int:edition>/", bundles.bundle, name="bundle-edition"),
    path("intermediaries/", intermediaries.intermediaries, name="intermediaries"),
    path("once/", once.once, name="once"),
    path("once/shares/", once.shares, name="once-shares"),
    path("once/<slug:office>/<int:ordinal>/", once.batch, name="once-batch"),
    path("intermediaries/services/<slug:key>/", intermediaries.service, name="intermediary-service"),
    path("intermediaries/bodies/<uuid:body_id>/", intermediaries.body, name="intermediary"),
    path("intermediaries/engagement/", engagements.find, name="engagement-find"),
    path("intermediaries/engagement/mine/", engagements.mine, name="engagement-mine"),
    path("intermediaries/engagement/rating/", engagements.rating, name="engagement-rating"),
    path("matters/", finding.matters, name="matters"),
    path("matters/<slug:slug>/", guide.guide, name="guide"),
    path("matters/<slug:slug>/guide.pdf", guide.sheet, name="guide-pdf"),
    path("matters/<slug:slug>/editions/<int:edition>/", guide.guide, name="guide-edition"),
    path("matters/<slug:slug>/editions/<int:edition>/guide.pdf", guide.sheet, name="guide-edition-pdf"),
    path("matters/<slug:slug>/form/", guide.blank_form, name="guide-form"),
    path("track/", track.track, name="track"),
    path("track/progress/", track.progress, name="track-progress"),
    path("track/papers/<str:ticket>/", track.tracked_paper, name="track-paper"),
    path("track/end/", track.end, name="track-end"),
]

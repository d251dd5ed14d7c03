"""Every door of the API; each name has a row in `onewindow.api.policy`."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from onewindow.api import converters, events
from onewindow.api.cases import files, listing, reading
from onewindow.api.counter import deliveries
from onewindow.api.desk import afterwards, intake  # noqa: F401 - intake adds its door to the list of cases
from onewindow.api.document import Api
from onewindow.api.portal import bundles, intermediaries, matters, once, problems, tokens, tracking
from onewindow.api.review import acceptance, decision, extension, results, special, supplement
from onewindow.api.sheets import material_sheets, result_sheets
from onewindow.api.watch import cards, urgings

converters.register()
api = Api()
itself = Router(tags=["接口本身"])


@itself.get("openapi.json", url_name="document", auth=None, include_in_schema=False)
def document(request: HttpRequest) -> HttpResponse:
    """This document."""
    return JsonResponse(api.whole(), json_dumps_params={"ensure_ascii": False})


for router in (
    itself, tokens.router, problems.router, matters.router, bundles.router, once.router, intermediaries.router, tracking.router, events.router,
    listing.router, reading.router, files.router,
    acceptance.router, supplement.router, special.router, extension.router, decision.router, results.router,
    material_sheets.router, result_sheets.router, afterwards.router, deliveries.router, cards.router, urgings.router,
):  # fmt: skip
    api.add_router("", router)

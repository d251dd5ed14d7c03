"""How the commands of batches and of the negative list are called."""

from __future__ import annotations

from datetime import date

from onewindow.batches.commands import announcing, excluding, pledging, sorting
from tests.access.drafts import BATCHES, NEGATIVE
from tests.access.play import NOTHING, Play, of_key
from tests.access.stage import NOW

NEXT = date(2026, 3, 20)
CHANGE = "按上级要求调整清单。"

OF_BATCHES: dict[str, Play] = {
    "sorting.draw_up": Play(
        lambda office, by: sorting.draw_up(office, title="最多跑一次事项", publish_on=NEXT, by=by, at=NOW),
        lambda stage, role: "xzsp",
        "mei-you",
    ),
    "sorting.edit": of_key("draft batch", sorting.edit, title="最多跑一次事项", publish_on=NEXT),
    "pledging.circulate": of_key("draft batch", pledging.circulate),
    "pledging.pledge": of_key("pledging batch", pledging.pledge, title="局长"),
    "pledging.return_": of_key("pledging batch", pledging.return_, reason=CHANGE),
    "pledging.discard": of_key("draft batch", pledging.discard, reason=CHANGE),
    "announcing.approve": of_key(
        "pledged batch", announcing.approve, number="江政发〔2026〕13号", approved_on=date(2026, 3, 9)
    ),
    "announcing.publish": of_key("approved batch", announcing.publish, on=NEXT),
    "announcing.strike": Play(
        lambda batch, by: announcing.strike(batch, BATCHES["published batch"], reason=CHANGE, by=by, at=NOW),
        lambda stage, role: stage.key["published batch"],
        NOTHING,
    ),
    "excluding.list_negative": Play(
        lambda slug, by: excluding.list_negative(slug, **NEGATIVE, by=by, at=NOW),
        lambda stage, role: "shipin-26",
        "mei-you-zhe-ge",
    ),
    "excluding.remove_negative": of_key("negative", excluding.remove_negative, reason=CHANGE),
}

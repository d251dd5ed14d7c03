"""How the commands of what editions share are called, and that of a workbook."""

from __future__ import annotations

from onewindow.catalogue.commands import bring_in, sharing
from tests.access.drafts import ENTRY, new_item
from tests.access.play import Play, of_key
from tests.access.stage import NOW

WHY = "按新的业务规范统一填写要求。"

OF_LIBRARY: dict[str, Play] = {
    "bringing.bring_in": Play(
        lambda document, by: bring_in([document], replace=False, by=by, at=NOW),
        lambda stage, role: new_item(22),
        {"slug": "mei-you", "agency": "mei-you"},
    ),
    "sharing.propose": Play(
        lambda key, by: sharing.propose("fields", key, ENTRY, new=False, reason=WHY, by=by, at=NOW),
        lambda stage, role: "agent_phone",
        "mei_you",
    ),
    "sharing.withdraw": of_key("own change", sharing.withdraw, words=WHY),
    "sharing.adopt": of_key("proposed change", sharing.adopt, words=WHY),
    "sharing.refuse": of_key("proposed change", sharing.refuse, words=WHY),
}

"""How the commands of the register of intermediaries are called on the things of the stage."""

from __future__ import annotations

from onewindow.intermediaries.commands import bringing_over, engaging, registering, supervising
from tests.access.play import NOTHING, Play, of_key
from tests.access.stage import NOW, applicant_of
from tests.intermediaries.register import choice, entry

OF_THE_REGISTER: dict[str, Play] = {
    "registering.record": Play(
        lambda office, by: registering.record(office, entry(49), by=by, at=NOW),
        lambda stage, role: "xzsp",
        "mei-you",
    ),
    "bringing_over.bring_over": Play(
        lambda office, by: bringing_over.bring_over(office, [entry(48)], by=by, at=NOW),
        lambda stage, role: "xzsp",
        "mei-you",
    ),
    "registering.register": of_key("applied body", registering.register),
    "registering.refuse": of_key("applied body", registering.refuse, ground="untrue", words="材料不真实。"),
    "registering.amend": of_key("registered body", registering.amend, entry=entry(42), reason="更新登记。"),
    "supervising.suspend": of_key("registered body", supervising.suspend, ground="late", words="多次逾期。"),
    "supervising.resume": of_key("suspended body", supervising.resume, words="整改完成。"),
    "supervising.strike_off": of_key(
        "registered body", supervising.strike_off, ground="own", words="申请退出。"
    ),
    "engaging.engage": Play(
        lambda key, by: engaging.engage(choice(key, applicant_of("shipin-jingying")), by=by, at=NOW),
        lambda stage, role: stage.key["registered body"],
        NOTHING,
    ),
    "engaging.deliver": of_key("engagement", engaging.deliver, report_no="江检1号"),
    "engaging.end": of_key("engagement", engaging.end, reason="申请人不办了。"),
}
"""By module and name, as in `plays.PLAYS`."""

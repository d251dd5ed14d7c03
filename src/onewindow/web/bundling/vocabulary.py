"""The pages of the editor of bundles: which fields stand on each, and by which control they are written.

They are the same sections and controls as those of an item (web/items/vocabulary); labels are bundles/wording's.
"""

from __future__ import annotations

from onewindow.bundles.wording import OF_PART
from onewindow.web.items.vocabulary import ASKED_AT, QUESTIONS, SITUATIONS, Put, Section, Words

BUNDLE = Words(OF_PART)
MEMBERS, JOINT, SAME = "members", "joint", "same"

SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        BUNDLE.page(
            "basic", "基本信息", "name", Put("lead", "choice", hint="对整件事负责，也管这份清单。"),
            Put("code", hint="各版相同。"), Put("aliases", hint="群众平时怎么说，一行一个。"),
            Put("plain", "long", hint="不用术语，说清办成什么。"), "theme", "audience",
            Put("effective_from", hint="到这一天自动取代上一版。"), "effective_to", Put("halls", "many"),
        ),
        BUNDLE.page(
            "promise", "承诺和办法", Put("promised.n", hint="整件事自己的承诺，可以比最长的成员短。"), "promised.unit",
            Put("fastest", hint="例如：最快当天办结。"), Put("visits", hint="0 表示不用去。"), "ways", "delivery", "helpers",
            Put("acceptance", "long"), Put("procedure", "long"), Put("issuing", "long"), "failure",
            Put("rules", hint="一行一条。"),
        ),
        BUNDLE.sentences("conditions"),
        SITUATIONS,
        BUNDLE.parts(
            "members", MEMBERS, Put("item", hint="写事项名称或者标识。"),
            Put("label", hint="同一事项出现两次时用来分清，平时不填。"), Put("when", hint="都不勾就是总要办。"), "optional",
            Put("excludes", "parts", of=MEMBERS, hint="要有一个问题的回答能把它们分开。"),
            Put("after", "parts", of=MEMBERS, hint="不勾就与别的同时办。"), "succession",
            Put("prints", "many", hint="这些申请表不再另填，由一张表单生成。"),
            Put("yields", hint="它的结果在后面的事项里可以当作哪些材料，一行一个材料标识。"), Put("note", "long"),
        ),
        BUNDLE.parts(
            "joint", JOINT, "name", "kind", Put("members", "parts", of=MEMBERS), Put("lead", "choice"), "days",
            Put("note", "long"),
        ),
        BUNDLE.parts(
            "same", SAME, "label", Put("fields", "many", hint="勾选的几项只问一次。"), Put("help", "long"),
        ),
        BUNDLE.page("apart", "分开填的", Put("apart", "many", hint="看上去相同、其实不是一件事的，勾选后各问各的。")),
        BUNDLE.page(
            "effect", "改革前后",
            *(f"effect.{when}.{name}" for when in ("before", "after") for name in ("days", "materials", "trips", "steps")),
            Put("effect.source", "long"),
        ),
        QUESTIONS,
        BUNDLE.page("contact", "咨询和地址", *ASKED_AT),
    )
}  # fmt: skip
"""In the order in which somebody who puts a bundle together goes through it."""

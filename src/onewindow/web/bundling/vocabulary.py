"""The pages of the editor of bundles: which fields stand on each, and by which control they are written.

They are the same sections and controls as those of an item (web/items/vocabulary); labels are bundles/wording's.
"""

from __future__ import annotations

from onewindow.bundles.wording import OF_PART
from onewindow.catalogue.wording import Field as Word
from onewindow.web.items.vocabulary import CONTROLS, SITUATIONS, Field, Put, Section

MEMBERS, JOINT, SAME = "members", "joint", "same"


def _field(part: str, put: str | Put) -> Field:
    asked = put if isinstance(put, Put) else Put(put)
    known: Word | None = OF_PART[part].field(asked.path)
    if known is None:
        raise KeyError(f"{part}: {asked.path}")
    choices = tuple((str(value), word) for value, word in known.words.items())
    control = asked.control or CONTROLS[known.kind]
    return Field(asked.path, asked.label or known.label, control, choices, asked.of, asked.hint)


def _page(name: str, label: str, *puts: str | Put) -> Section:
    """A page about the document itself."""
    return Section(name, label, tuple(_field("", put) for put in puts))


def _list(name: str, part: str, *puts: str | Put) -> Section:
    """A page about the parts of one list, by their name for people."""
    group = OF_PART[part]
    return Section(name, group.label, tuple(_field(part, put) for put in puts), part, group.named_by)


SECTIONS: dict[str, Section] = {
    section.name: section
    for section in (
        _page(
            "basic", "基本信息", "name", Put("lead", "choice", hint="对整件事负责，也管这份清单。"),
            Put("code", hint="各版相同。"), Put("aliases", hint="群众平时怎么说，一行一个。"),
            Put("plain", "long", hint="不用术语，说清办成什么。"), "theme", "audience",
            Put("effective_from", hint="到这一天自动取代上一版。"), "effective_to", Put("halls", "many"),
        ),
        _page(
            "promise", "承诺和办法", Put("promised.n", hint="整件事自己的承诺，可以比最长的成员短。"), "promised.unit",
            Put("fastest", hint="例如：最快当天办结。"), Put("visits", hint="0 表示不用去。"), "ways", "delivery", "helpers",
            Put("acceptance", "long"), Put("procedure", "long"), Put("issuing", "long"), "failure",
            Put("rules", hint="一行一条。"),
        ),
        Section(
            "conditions", OF_PART["conditions"].label,
            (Field("conditions", OF_PART["conditions"].label, "lines", hint="一行一条。"),),
        ),
        SITUATIONS,
        _list(
            "members", MEMBERS, Put("item", hint="写事项名称或者标识。"),
            Put("label", hint="同一事项出现两次时用来分清，平时不填。"), Put("when", hint="都不勾就是总要办。"), "optional",
            Put("excludes", "parts", of=MEMBERS, hint="要有一个问题的回答能把它们分开。"),
            Put("after", "parts", of=MEMBERS, hint="不勾就与别的同时办。"), "succession",
            Put("prints", "many", hint="这些申请表不再另填，由一张表单生成。"),
            Put("yields", hint="它的结果在后面的事项里可以当作哪些材料，一行一个材料标识。"), Put("note", "long"),
        ),
        _list(
            "joint", JOINT, "name", "kind", Put("members", "parts", of=MEMBERS), Put("lead", "choice"), "days",
            Put("note", "long"),
        ),
        _list(
            "same", SAME, "label", Put("fields", "many", hint="勾选的几项只问一次。"), Put("help", "long"),
        ),
        _page("apart", "分开填的", Put("apart", "many", hint="看上去相同、其实不是一件事的，勾选后各问各的。")),
        _page(
            "effect", "改革前后",
            *(f"effect.{when}.{name}" for when in ("before", "after") for name in ("days", "materials", "trips", "steps")),
            Put("effect.source", "long"),
        ),
        _list("questions", "faq", "q", Put("a", "long")),
        _page(
            "contact", "咨询和地址", "contact.phone", "contact.supervise_phone", "contact.address", "contact.hours",
            Put("contact.transport", hint="一行一条。"),
        ),
    )
}  # fmt: skip
"""In the order in which somebody who puts a bundle together goes through it."""

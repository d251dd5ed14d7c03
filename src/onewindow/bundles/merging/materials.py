"""One material list (一套材料): what the members ask for, each once, and what nobody has to bring."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onewindow.bundles.merging.asking import Part
from onewindow.bundles.merging.order import ancestors
from onewindow.bundles.schema import Bundle, Member
from onewindow.catalogue.schema import Edition, Material
from onewindow.catalogue.schema.asks import FORMS
from onewindow.core.refusal import Finding

ON_PAPER = ("original", "both", "form")
Needs = list[tuple[Part, Material]]


@dataclass(frozen=True, slots=True)
class MergedMaterial:
    """A material asked once, as the strictest of those that need it wants it. `members` need it, `original_to` get
    its original (the others work with the scan); `defer_days` (working days) only when all of them can wait.
    """

    key: str
    name: str
    form: str
    copies: int
    required: bool
    defer_days: int | None
    members: tuple[str, ...]
    original_to: tuple[str, ...]
    requirements: tuple[str, ...]
    material: Material

    @property
    def form_label(self) -> str:
        return FORMS[self.form]


@dataclass(frozen=True, slots=True)
class Unasked:
    """A material nobody brings. `how` says why not; `source` is the member that makes it, if one does."""

    key: str
    name: str
    members: tuple[str, ...]
    how: str
    source: str | None = None


@dataclass(frozen=True, slots=True)
class MergedMaterials:
    """`asked` of the applicant; `spared` got by the agencies themselves (免提交), `printed` from the one form, `fetched`
    from another member's result.
    """

    asked: tuple[MergedMaterial, ...]
    spared: tuple[Unasked, ...]
    printed: tuple[Unasked, ...]
    fetched: tuple[Unasked, ...]


def merge_materials(bundle: Bundle, parts: tuple[Part, ...]) -> MergedMaterials:
    """The one list of the members that apply; by `key`, which is the same wherever the same material is asked for."""
    asked: dict[str, Needs] = defaultdict(list)
    spared: dict[str, Needs] = defaultdict(list)
    printed: dict[str, Needs] = defaultdict(list)
    fetched: dict[tuple[str, str], Needs] = defaultdict(list)
    before = ancestors(bundle)
    for part in parts:
        for one in _needed(part):
            if maker := _maker(part, one, parts, before):
                fetched[one.key, maker].append((part, one))
            elif one.id in part.member.prints:
                printed[one.key].append((part, one))
            else:
                (spared if one.spared else asked)[one.key].append((part, one))
    return MergedMaterials(
        asked=tuple(_merged(bundle, key, needs) for key, needs in asked.items()),
        spared=tuple(
            _unasked(key, needs, min(one.spared_label for _, one in needs))
            for key, needs in spared.items()
            if key not in asked
        ),
        printed=tuple(_unasked(key, needs, "由一张表单生成") for key, needs in printed.items()),
        fetched=tuple(
            _unasked(key, needs, "由前一事项的结果取得", maker) for (key, maker), needs in fetched.items()
        ),
    )


def conflicts(bundle: Bundle, items: Mapping[str, Edition]) -> Iterator[Finding]:
    """Materials that cannot be asked once: a paper to fill in for one and a certificate for another, or two names."""
    by_key: dict[str, tuple[str, Material]] = {}
    by_name: dict[str, tuple[str, Material]] = {}
    for member in bundle.members:
        for one in items[member.item].materials if member.item in items else ():
            path = f"materials.{member.id}.{one.id}"
            other, same = by_key.setdefault(one.key, (member.id, one))
            if (same.form == "form") != (one.form == "form"):
                yield Finding(
                    path, f"“{one.name}”在“{other}”与“{member.id}”中一个要填表、一个不要，合不成一份"
                )
            other, same = by_name.setdefault(one.name, (member.id, one))
            if same.key != one.key:
                yield Finding(path, f"“{one.name}”与“{other}”的材料同名，标识却不同（{same.key}、{one.key}）")


def produced(member: Member, guide: Edition) -> set[str]:
    """What a member's results are called, and the material keys they serve as."""
    return {*member.yields, *(name for one in guide.results for name in (one.name, one.title))}


def _needed(part: Part) -> list[Material]:
    """Asked and spared alike, in the guide's order."""
    wanted = {one.id for one in (*part.guide.requirements(part.answers), *part.guide.spared(part.answers))}
    return [one for one in part.guide.materials if one.id in wanted]


def _maker(part: Part, one: Material, parts: Iterable[Part], before: Mapping[str, set[str]]) -> str | None:
    """The member before this one whose result the material is."""
    made = [
        other.id
        for other in parts
        if other.id in before[part.id] and {one.key, one.name} & produced(other.member, other.guide)
    ]
    return min(made, default=None)


def _merged(bundle: Bundle, key: str, needs: Needs) -> MergedMaterial:
    needs = sorted(needs, key=lambda need: (need[0].id, need[1].id))
    papers = [one for _, one in needs]
    deferred = [one.defer_days for one in papers if one.is_required]
    original_to = _original_to(bundle, needs)
    names = Counter(one.name for one in papers)
    return MergedMaterial(
        key=key,
        name=min(names, key=lambda name: (-names[name], name)),
        form=strictest({one.form for one in papers}),
        copies=max(*(one.copies for one in papers), len(original_to)),
        required=any(one.is_required for one in papers),
        defer_days=min((days for days in deferred if days), default=None) if all(deferred) else None,
        members=tuple(dict.fromkeys(part.id for part, _ in needs)),
        original_to=original_to,
        requirements=tuple(dict.fromkeys(one.requirement for one in papers)),
        material=papers[0],
    )


def strictest(forms: set[str]) -> str:
    """One form that serves all: a copy for one and the original for another are both."""
    if "form" in forms:
        return "form"
    if "both" in forms or {"original", "copy"} <= forms:
        return "both"
    return next(form for form in ("original", "copy", "electronic") if form in forms)


def _original_to(bundle: Bundle, needs: Needs) -> tuple[str, ...]:
    """Those who keep the original; else one of those that want to see it: the lead agency's, if it does."""
    keepers = dict.fromkeys(part.id for part, one in needs if one.collect_original)
    if keepers:
        return tuple(keepers)
    seen = [part for part, one in needs if one.form in ON_PAPER]
    leading = [part.id for part in seen if part.guide.agency == bundle.lead]
    return tuple([*leading, *(part.id for part in seen)][:1])


def _unasked(key: str, needs: Needs, how: str, source: str | None = None) -> Unasked:
    members = tuple(sorted({part.id for part, _ in needs}))
    return Unasked(key, min(one.name for _, one in needs), members, how, source)

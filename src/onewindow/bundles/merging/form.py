"""One form (一张表单): what the members' forms ask, each once.

Two fields are one when they carry the same key of the field dictionary, are filled from the same fact of the party,
have the same id and label, or are declared the same by the bundle; and when they can be answered in one way.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onewindow.bundles.merging.asking import Part
from onewindow.bundles.schema import Bundle
from onewindow.catalogue.schema import Edition, FormField
from onewindow.core.refusal import Finding

SUGGESTED_ONLY = "contact"
"""A field filled from the party's contact names whoever is in charge of something: 联系人, 食品安全管理员, 卫生管理员."""
Places = dict[str, FormField]
Token = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MergedField:
    """A field of the one form. `places` are the members' fields it fills, `<member>.<field>`; `also` what else they
    call it. `key` does not depend on the answers.
    """

    key: str
    label: str
    also: tuple[str, ...]
    type: str
    options: tuple[str, ...] | None
    required: bool
    on_result: bool
    from_party: str | None
    help: str | None
    places: tuple[str, ...]

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(place.split(".")[0] for place in self.places))


def merge_form(
    bundle: Bundle, items: Mapping[str, Edition], parts: Iterable[Part]
) -> tuple[MergedField, ...]:
    """The one form of the members that apply."""
    asked = {f"{part.id}.{field.id}": field for part in parts for field in part.guide.form}
    groups = group(bundle, items)
    members: dict[str, list[str]] = defaultdict(list)
    for place in asked:
        members[groups[place]].append(place)
    said = {place: same.label for same in bundle.same for place in same.fields}
    helps = {place: same.help for same in bundle.same for place in same.fields}
    return tuple(
        _merged(key, {place: asked[place] for place in sorted(places)}, said, helps)
        for key, places in members.items()
    )


def group(bundle: Bundle, items: Mapping[str, Edition]) -> dict[str, str]:
    """For every field of every member the key of the merged field it belongs to: the least place of its group."""
    fields = _fields(bundle, items)
    joined = {place: place for place in fields}

    def root(place: str) -> str:
        while joined[place] != place:
            place = joined[place]
        return place

    first: dict[object, str] = {}
    for place, field in fields.items():
        for token in _tokens(bundle, place, field):
            one, other = sorted((root(place), root(first.setdefault((token, _shape(field)), place))))
            joined[other] = one
    return {place: root(place) for place in fields}


def conflicts(bundle: Bundle, items: Mapping[str, Edition]) -> Iterator[Finding]:
    """Fields that should be one and are not answered in the same way (types or options differ)."""
    fields = _fields(bundle, items)
    first: dict[Token, str] = {}
    for place, field in fields.items():
        for token in _tokens(bundle, place, field):
            other = first.setdefault(token, place)
            if _shape(fields[other]) != _shape(field):
                message = f"“{field.label}”与“{other}”问的是同一件事，类型或者选项却不同，合不成一项"
                yield Finding(f"form.{place}", message)


def _fields(bundle: Bundle, items: Mapping[str, Edition]) -> Places:
    return {
        f"{member.id}.{field.id}": field
        for member in bundle.members
        if member.item in items
        for field in items[member.item].form
    }


def _tokens(bundle: Bundle, place: str, field: FormField) -> Iterator[Token]:
    """What makes a field the same as another; none for one that is kept apart."""
    if place in bundle.apart:
        return
    yield "named", field.id, field.label
    if field.key is not None:
        yield "key", field.key
    if field.from_party is not None and field.from_party != SUGGESTED_ONLY:
        yield "party", field.from_party
    for n, same in enumerate(bundle.same):
        if place in same.fields:
            yield "same", str(n)


def _shape(field: FormField) -> object:
    return field.type, frozenset(field.options or ())


def _merged(
    key: str, places: Places, said: Mapping[str, str], helps: Mapping[str, str | None]
) -> MergedField:
    labels = Counter(field.label for field in places.values())
    usual = min(labels, key=lambda label: (-labels[label], len(label), label))
    label = next((said[place] for place in places if place in said), usual)
    first = min(places.items(), key=lambda one: (one[1].label != usual, one[0]))[1]
    return MergedField(
        key=key,
        label=label,
        also=tuple(sorted(labels.keys() - {label})),
        type=first.type,
        options=first.options,
        required=any(field.required for field in places.values()),
        on_result=any(field.on_result for field in places.values()),
        from_party=min((field.from_party for field in places.values() if field.from_party), default=None),
        help=next((helps[place] for place in places if helps.get(place)), first.help),
        places=tuple(places),
    )

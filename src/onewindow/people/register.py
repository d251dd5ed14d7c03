"""Knowing a party: one record a person or organisation, filled in once and corrected when it differs."""

from __future__ import annotations

from dataclasses import dataclass, field

from onewindow.core.ids import uuid7
from onewindow.journal.commit import Commit
from onewindow.people.models import Party
from onewindow.sql.reading import fetch
from onewindow.vault.cipher import blind_index
from onewindow.vault.subjects import lock, new_key, subject


@dataclass(frozen=True)
class PartyFacts:
    """What a clerk read or typed of the applicant. `number` is an ID number or USCC, already checked."""

    kind: str
    name: str
    number: str
    phone: str
    address: str = ""
    legal_person: str = ""
    more: dict[str, str] = field(default_factory=dict)

    def sealed(self) -> dict[str, str]:
        known = {
            "number": self.number, "phone": self.phone, "address": self.address,
            "legal_person": self.legal_person, **self.more,
        }  # fmt: skip
        return {name: value for name, value in known.items() if value}


def known_party(number: str) -> Party | None:
    """The party with this ID number or USCC, if the platform knows it."""
    found = fetch(Party.objects.by_index, blind_index("party number", number))
    return found[0] if found else None


def know(commit: Commit, facts: PartyFacts) -> Party:
    """The party's record, made or brought up to date in this commit."""
    party = known_party(facts.number)
    if party is None:
        return _register(commit, facts)
    before = party.facts()
    after = {**before, **facts.sealed()}
    if after != before or party.name != facts.name:
        commit.change(party, name=facts.name, sealed=lock(party.key, after))
        changed = sorted({name for name in after if before.get(name) != after[name]})
        commit.record(
            party,
            "corrected",
            body={"fields": changed},
            secret={"before": before},
            subject=subject(party.key),
        )
    return party


def _register(commit: Commit, facts: PartyFacts) -> Party:
    party_id = uuid7(commit.at)
    key = new_key(party_id)
    party = Party(
        id=party_id, kind_of_party=facts.kind, name=facts.name, key=key, sealed=lock(key, facts.sealed()),
        number_index=blind_index("party number", facts.number),
    )  # fmt: skip
    commit.insert(key, party)
    commit.record(party, "registered", body={"kind": facts.kind}, secret=facts.sealed(), subject=subject(key))
    return party

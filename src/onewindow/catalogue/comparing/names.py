"""What the ids in two documents are called, so that a difference speaks of questions, steps and laws by their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from onewindow.catalogue.wording import BY_PATH, Field, said
from onewindow.catalogue.wording.kinds import Kind

Document = Mapping[str, Any]
REFERS = {"basis": "legal_bases", "special": "special_procedures", "after": "steps", "fields": "form"}
"""By the last step of a field's path, the list of which it names parts by their ids."""
QUESTIONS = "situations"


@dataclass(frozen=True)
class Names:
    """By list and id; the answers of a question under `situations/<its id>`. What is not known stays as it stands."""

    known: Mapping[tuple[str, str], str]

    @classmethod
    def of(cls, *documents: Document) -> Names:
        return cls({place: name for document in documents for place, name in _named(document)})

    def said(self, field: Field | None, value: Any) -> str:
        """A value in words, as `wording.said`, with the names of what it refers to."""
        if field is not None and field.kind is Kind.CONDITIONS and isinstance(value, Mapping):
            return "，且".join(self._condition(*one) for one in value.items()) or said(None, None)
        of = REFERS.get(field.path.rpartition(".")[2]) if field is not None else None
        if of is None:
            return said(field, value)
        if isinstance(value, list | tuple):
            return said(field, [self._name(of, one) for one in value])
        return said(field, self._name(of, value))

    def _condition(self, question: str, wanted: Any) -> str:
        answers = wanted if isinstance(wanted, list | tuple) else [wanted]
        chosen = "或".join(f"“{self._name(f'{QUESTIONS}/{question}', one)}”" for one in answers)
        return f"“{self._name(QUESTIONS, question)}”选{chosen}"

    def _name(self, of: str, part_id: Any) -> Any:
        return self.known.get((of, part_id), part_id) if isinstance(part_id, str) else part_id


def _named(document: Document) -> Iterator[tuple[tuple[str, str], str]]:
    """Of every list that something refers to, each id with its name; drafts may have anything anywhere."""
    for of in (*REFERS.values(), QUESTIONS):
        for part_id, part in _parts(document.get(of)):
            article = part.get("article") if of == "legal_bases" else None
            name = str(part.get(BY_PATH[of].named_by) or part_id)
            yield (of, part_id), f"《{name.strip('《》')}》{article or ''}" if of == "legal_bases" else name
            if of == QUESTIONS:
                for answer_id, answer in _parts(part.get("answers")):
                    yield (f"{of}/{part_id}", answer_id), str(answer.get("label") or answer_id)


def _parts(value: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for one in value if isinstance(value, list | tuple) else ():
        if isinstance(one, Mapping) and isinstance(one.get("id"), str):
            yield one["id"], one

"""A request as bytes, and what may be done to it: fields replaced, repeated, renamed, dropped, cut, mislabelled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from random import Random
from urllib.parse import quote, quote_from_bytes, urlsplit

from tests.fuzz.markup import Field
from tests.fuzz.payloads import CONTENT_TYPES, FILES, HEADERS, hostile

BOUNDARY = b"owb"
MULTIPART = "multipart/form-data; boundary=owb"
URLENCODED = "application/x-www-form-urlencoded"
Pair = tuple[bytes, bytes]
File = tuple[bytes, bytes, str, bytes]
"""(field, file name, declared type, content)."""


@dataclass
class Request:
    """What one visitor sends; `done` says what was changed since it was sound."""

    method: str
    path: str
    pairs: list[Pair] = field(default_factory=list)
    query: list[Pair] = field(default_factory=list)
    files: list[File] = field(default_factory=list)
    is_multipart: bool = False
    content_type: str | None = None
    cut: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    changed: set[bytes] = field(default_factory=set)

    @property
    def address(self) -> str:
        own = urlsplit(self.path)
        query = "&".join(part for part in (own.query, encoded(self.query)) if part)
        return f"{own.path}?{query}" if query else own.path

    @property
    def is_sound(self) -> bool:
        """Whether the fields arrive as they were meant, whatever stands in them."""
        return self.content_type is None and not self.cut

    def body(self) -> tuple[bytes, str]:
        """The body and its content type; nothing for GET."""
        if self.method == "GET":
            return b"", self.content_type or ""
        is_multipart = self.is_multipart or bool(self.files)
        sound = multipart(self.pairs, self.files) if is_multipart else encoded(self.pairs).encode()
        sort = MULTIPART if is_multipart else URLENCODED
        return sound[: len(sound) - self.cut], sort if self.content_type is None else self.content_type

    def typed(self, name: bytes) -> list[bytes]:
        """Every text that arrives under this name; an upload without a file name is a text (RFC 7578, 4.2)."""
        nameless = [(one, content) for one, file_name, _, content in self.files if not file_name]
        return [value for one, value in [*self.pairs, *nameless] if one == name]


def encoded(pairs: list[Pair]) -> str:
    return "&".join(
        f"{quote_from_bytes(name, safe='')}={quote_from_bytes(value, safe='')}" for name, value in pairs
    )


def multipart(pairs: list[Pair], files: list[File]) -> bytes:
    parts = [
        b'Content-Disposition: form-data; name="%b"\r\n\r\n%b' % (_quoted(n), value) for n, value in pairs
    ]
    parts += [
        b'Content-Disposition: form-data; name="%b"; filename="%b"\r\nContent-Type: %b\r\n\r\n%b'
        % (_quoted(n), _quoted(name), sort.encode(), content)
        for n, name, sort, content in files
    ]
    return b"".join(b"--%b\r\n%b\r\n" % (BOUNDARY, part) for part in parts) + b"--%b--\r\n" % BOUNDARY


def _quoted(name: bytes) -> bytes:
    return name.replace(b'"', b"%22").replace(b"\r", b"%0D").replace(b"\n", b"%0A")


@dataclass(frozen=True)
class Surroundings:
    """What a change may draw upon: the form's controls and what other people's things are called."""

    controls: list[Field]
    others: list[bytes]
    query_names: list[str]


Change = Callable[[Request, Surroundings, Random], None]


def _pick(request: Request, random: Random) -> int | None:
    free = [at for at, (name, _) in enumerate(request.pairs) if name not in {b"submission", b"draft", b"end"}]
    return random.choice(free or list(range(len(request.pairs)))) if request.pairs else None


def _put(request: Request, at: int, value: bytes, what: str) -> None:
    name = request.pairs[at][0]
    request.pairs[at] = (name, value)
    request.changed.add(name)
    request.done.append(f"{name.decode(errors='replace')}: {what} {value[:60]!r}")


def put_hostile(request: Request, around: Surroundings, random: Random) -> None:
    """A hostile value in place of a sound one."""
    at = _pick(request, random)
    if at is not None:
        sort, value = hostile(random)
        _put(request, at, value, sort)


def put_inside(request: Request, around: Surroundings, random: Random) -> None:
    """A hostile value before, within or behind a sound one."""
    at = _pick(request, random)
    if at is None:
        return
    (sort, value), sound = hostile(random), request.pairs[at][1].decode(errors="replace")
    place = random.choice([0, len(sound) // 2, len(sound)])
    _put(request, at, sound[:place].encode() + value + sound[place:].encode(), f"inside, {sort}")


def put_of_another(request: Request, around: Surroundings, random: Random) -> None:
    """What belongs to somebody else, or another answer that the form offers."""
    at = _pick(request, random)
    if at is None:
        return
    offered = [
        value.encode() for one in around.controls if one.name.encode() == request.pairs[at][0]
        for value in (one.value, *one.options)
    ]  # fmt: skip
    choice = random.choice([*offered, *random.choices(around.others or [b"1"], k=4)])
    _put(request, at, choice, "another's")


def drop(request: Request, around: Surroundings, random: Random) -> None:
    at = _pick(request, random)
    if at is not None:
        request.done.append(f"without {request.pairs.pop(at)[0].decode(errors='replace')}")


def repeat(request: Request, around: Surroundings, random: Random) -> None:
    at = _pick(request, random)
    if at is not None:
        name = request.pairs[at][0]
        request.pairs += [(name, hostile(random)[1])] * random.choice([1, 2, 50])
        request.changed.add(name)
        request.done.append(f"{name.decode(errors='replace')} repeated")


def rename(request: Request, around: Surroundings, random: Random) -> None:
    """An array where one value is expected, or a name that nobody knows."""
    at = _pick(request, random)
    if at is not None:
        name, value = request.pairs[at]
        odd = random.choice([name + b"[]", name + b"[0][a]", name.upper(), name + hostile(random)[1][:200]])
        request.pairs[at] = (odd, value)
        request.done.append(f"{name.decode(errors='replace')} called {odd[:60]!r}")


def add_stranger(request: Request, around: Surroundings, random: Random) -> None:
    (sort, name), (_, value) = hostile(random), hostile(random)
    request.pairs.append((name[:500], value))
    request.done.append(f"a stranger: {sort}")


def add_many(request: Request, around: Surroundings, random: Random) -> None:
    count = random.choice([1_001, 999 - min(len(request.pairs), 900), 5_000])
    request.pairs += [(b"n%d" % n, b"1") for n in range(count)]
    request.done.append(f"{count} fields more")


def add_query(request: Request, around: Surroundings, random: Random) -> None:
    for _ in range(random.choice([1, 1, 2])):
        sort, value = hostile(random)
        name = random.choice([*around.query_names, value[:50].decode(errors="replace")])
        request.query.append((name.encode(), value[:20_000]))
        request.done.append(f"?{name}: {sort} {value[:60]!r}")


def bend_path(request: Request, around: Surroundings, random: Random) -> None:
    """Another's number, or a hostile one, in the address."""
    parts = urlsplit(request.path).path.split("/")
    at = max(range(len(parts)), key=lambda n: len(parts[n]))
    other = random.choice([*around.others, *(hostile(random)[1][:2_000] for _ in range(3))] or [b"0"])
    parts[at] = quote(other, safe="")
    request.path = "/".join(parts)
    request.done.append(f"address: {other[:60]!r}")


def attach(request: Request, around: Surroundings, random: Random) -> None:
    """A hostile file where a file, or where text, is expected."""
    names = [one.name.encode() for one in around.controls if one.kind == "file"] or [
        name for name, _ in request.pairs
    ]
    for _ in range(random.choice([1, 1, 45])):
        request.files.append((random.choice(names or [b"file"]), *random.choice(FILES)))
    request.done.append("files")


def mislabel(request: Request, around: Surroundings, random: Random) -> None:
    request.content_type = random.choice(CONTENT_TYPES)
    request.is_multipart = "multipart" in request.content_type or random.random() < 0.3
    request.done.append(f"as {request.content_type!r}")


def cut_off(request: Request, around: Surroundings, random: Random) -> None:
    request.is_multipart = random.random() < 0.7
    request.cut = random.choice([1, 4, 9, 40])
    request.done.append(f"{request.cut} bytes cut off")


def put_headers(request: Request, around: Surroundings, random: Random) -> None:
    header = random.choice(HEADERS)
    request.headers |= header
    request.done.append(f"headers {list(header)}")


CHANGES: list[tuple[Change, int]] = [
    (put_hostile, 30), (put_inside, 14), (put_of_another, 12), (add_query, 5), (bend_path, 4), (drop, 5), (repeat, 5), (rename, 4),
    (add_stranger, 3), (attach, 4), (put_headers, 4), (mislabel, 2), (cut_off, 2), (add_many, 1),
]  # fmt: skip
ON_READING: list[tuple[Change, int]] = [(add_query, 10), (bend_path, 6), (put_headers, 4), (mislabel, 1)]


def changed(sound: Request, around: Surroundings, changes: list[tuple[Change, int]]) -> Request:
    """The request after these changes, each with the seed that decides its details."""
    bent = replace(
        sound, pairs=list(sound.pairs), query=list(sound.query), files=list(sound.files), headers=dict(sound.headers),
        done=list(sound.done), changed=set(sound.changed),
    )  # fmt: skip
    for change, seed in changes:
        change(bent, around, Random(seed))
    return bent

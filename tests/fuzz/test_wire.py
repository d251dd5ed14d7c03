"""What no well-made client sends, over a real socket: the server answers or hangs up, and goes on serving."""

from __future__ import annotations

import http.client
import os
import re
import socket
import time
from collections import Counter
from collections.abc import Iterator
from random import Random

import pytest

from tests.fuzz.hall import demo_hall
from tests.kills.hall import Hall
from tests.results import record

SEED = int(os.environ.get("FUZZ_SEED", "20261122"))
BENT = int(os.environ.get("FUZZ_WIRE", "600"))
"""How many requests with a few bytes changed are sent besides the ones below."""
PATIENCE = 3.0
HOST = b"Host: localhost\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
POST = b"POST /track/ HTTP/1.1\r\n" + HOST
GET = b"GET /search/?q=abc HTTP/1.1\r\n" + HOST
ERRORS = re.compile(r"Internal Server Error|Service Unavailable|callable raised|panicked")
"""What the server says when something of ours failed; that a host is not ours it also says, and rightly."""
PART = b'--b\r\nContent-Disposition: form-data; name="no"; filename="a.pdf"\r\n\r\n%PDF-1.7'

MALFORMED: dict[str, bytes] = {
    "no request": b"\r\n\r\n",
    "noise": bytes(range(256)) * 8,
    "a TLS greeting": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 512,
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": GET + b"Host: evil.example\r\n\r\n",
    "another's host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a host of control characters": b"GET / HTTP/1.1\r\nHost: \x01\x7f\r\n\r\n",
    "a whole address": b"GET http://evil.example/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "a version to come": b"GET / HTTP/9.9\r\n" + HOST + b"\r\n",
    "no version": b"GET /\r\n\r\n",
    "an unknown verb": b"BREW / HTTP/1.1\r\n" + HOST + b"\r\n",
    "TRACE": b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n",
    "CONNECT": b"CONNECT evil.example:443 HTTP/1.1\r\n" + HOST + b"\r\n",
    "a NUL in the address": b"GET /search/?q=\0 HTTP/1.1\r\n" + HOST + b"\r\n",
    "an address in GBK": b"GET /search/?q=\xc0\xee HTTP/1.1\r\n" + HOST + b"\r\n",
    "broken escapes": b"GET /%zz/%/?q=%&%=%c HTTP/1.1\r\n" + HOST + b"\r\n",
    "upwards": b"GET /../../etc/passwd HTTP/1.1\r\n" + HOST + b"\r\n",
    "upwards, escaped": b"GET /static/%2e%2e/%2e%2e/master.key HTTP/1.1\r\n" + HOST + b"\r\n",
    "a very long address": b"GET /?q=" + b"a" * 100_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "10,000 headers": GET + b"".join(b"X-%d: 1\r\n" % n for n in range(10_000)) + b"\r\n",
    "a header of a megabyte": GET + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n",
    "a header without colon": GET + b"nonsense\r\n\r\n",
    "a folded header": GET + b"X: a\r\n b\r\n\r\n",
    "a NUL in a header": GET + b"X: a\0b\r\n\r\n",
    "a session of a NUL": GET + b'Cookie: sessionid="\\000\\000\\000\\000\\000\\000\\000\\000aaaa"\r\n\r\n',
    "headers that never end": GET + b"X: a",
    "a body cut short": POST + FORM + b"Content-Length: 40\r\n\r\nno=1&code",
    "an upload cut short": POST
    + b"Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 900\r\n\r\n"
    + PART,
    "two lengths": POST + FORM + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\nno=1",
    "length and chunks": POST + FORM + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a negative length": POST + FORM + b"Content-Length: -1\r\n\r\nno=1",
    "a length in other digits": POST + FORM + b"Content-Length: \xb2\r\n\r\nno=1",
    "an endless length": POST + FORM + b"Content-Length: 99999999999999999999999\r\n\r\nno=1",
    "a length over the limit": POST + FORM + b"Content-Length: 200000000\r\n\r\nno=1",
    "sound chunks": POST + FORM + b"Transfer-Encoding: chunked\r\n\r\n4\r\nno=1\r\n0\r\n\r\n",
    "bad chunks": POST + FORM + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nno=1\r\n0\r\n\r\n",
    "chunks cut short": POST + FORM + b"Transfer-Encoding: chunked\r\n\r\nff\r\nno=1",
    "odd encodings": POST + FORM + b"Transfer-Encoding: gzip, chunked, identity\r\n\r\n0\r\n\r\n",
    "a charset that is none": GET + b"Content-Type: text/plain; charset=hex\r\n\r\n",
    "an encoded charset": GET + b"Content-Type: text/plain; charset*=nosuch''x\r\n\r\n",
    "no boundary": POST + b"Content-Type: multipart/form-data\r\nContent-Length: 4\r\n\r\nno=1",
    "pipelined garbage": GET + b"\r\n" + bytes(range(255)) * 4,
    "many pipelined": (GET + b"\r\n") * 50,
    "a smuggled second": POST + FORM + b"Content-Length: 0\r\n\r\nGET /desk/ HTTP/1.1\r\n" + HOST + b"\r\n",
    "an upgrade": GET + b"Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n\r\n",
    "HTTP/2 at once": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\0" * 9,
    "an expectation": POST + FORM + b"Expect: 100-continue\r\nContent-Length: 4\r\n\r\nno=1",
}


@pytest.fixture(scope="module")
def hall() -> Iterator[Hall]:
    with demo_hall() as hall:
        yield hall


def exchanged(port: int, sent: bytes) -> tuple[list[int], bytes, float]:
    """What came back until the server hung up or had nothing more to say: statuses, all bytes, seconds."""
    began, got = time.monotonic(), b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        try:
            line.sendall(sent)
            line.shutdown(socket.SHUT_WR)
            while part := line.recv(65536):
                got += part
        except (TimeoutError, ConnectionError, OSError):
            pass
    found = [int(status) for status in re.findall(rb"^HTTP/1\.[01] (\d{3})", got, re.MULTILINE)]
    return found, got, time.monotonic() - began


def serves(port: int) -> float:
    """Seconds of an ordinary request, which must be answered."""
    began, line = time.monotonic(), http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    line.request("GET", "/search/?q=abc", headers={"Host": "localhost"})
    assert line.getresponse().status == 200
    line.close()
    return time.monotonic() - began


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_request_is_answered_without_an_error_of_ours(hall: Hall, name: str) -> None:
    statuses, got, _ = exchanged(hall.port, MALFORMED[name])
    assert [status for status in statuses if status >= 500] == []
    assert b"Traceback" not in got
    assert b"wsgi" not in got.lower()
    serves(hall.port)


@pytest.mark.parametrize(
    "name", ["a body cut short", "an upload cut short", "chunks cut short", "sound chunks", "two lengths"]
)
def test_a_body_that_is_not_whole_reaches_no_form(hall: Hall, name: str) -> None:
    statuses, _, _ = exchanged(hall.port, MALFORMED[name])
    assert all(400 <= status < 500 for status in statuses)


def test_requests_with_a_few_bytes_changed_never_bring_it_down(hall: Hall) -> None:
    random, seen, faults, waits = Random(SEED), Counter[int](), [], [0.0]
    sound = [GET + b"\r\n", POST + FORM + b"Content-Length: 9\r\n\r\nno=1&co=2", *MALFORMED.values()]
    for number in range(BENT):
        bent = bytearray(random.choice(sound)[:4_000])
        for _ in range(random.choice([1, 2, 5, 20])):
            bent[random.randrange(len(bent))] = random.randrange(256)
        statuses, got, _ = exchanged(hall.port, bytes(bent))
        seen.update(statuses or [0])
        if b"Traceback" in got or max(statuses, default=0) >= 500:
            faults.append(f"seed {SEED}, request {number}: {bytes(bent)!r}")
        if number % 20 == 0:
            waits.append(serves(hall.port))
    told = hall.told()
    record(
        "malformed requests", seed=SEED, command=f"make fuzz FUZZ_WIRE={BENT}",
        figures={
            "requests": BENT, "answers": sum(seen.values()) - seen[0], "hung up on": seen[0],
            "answers of 500 or more": sum(count for status, count in seen.items() if status >= 500),
            "errors in the log": len(ERRORS.findall(told)), "ordinary requests over 2 s between": sum(wait > 2 for wait in waits),
            "slowest ordinary request between, s": round(max(waits), 2),
        },
    )  # fmt: skip
    assert not faults
    assert not ERRORS.search(told), told

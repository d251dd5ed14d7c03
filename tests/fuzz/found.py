"""Every request that once broke a page, kept: what it is, who sent it, and the request itself.

`{name}` in a path stands for a value of that argument that the survey of the demo city found.
"""

from __future__ import annotations

from tests.fuzz.requests import Request

FOUND: dict[str, tuple[str, Request]] = {
    "a NUL in a search (PostgreSQL: DataError)": ("public", Request("GET", "/search/", query=[(b"q", b"\0")])),
    "a NUL in the search of the hall's cases": ("clerk", Request("GET", "/desk/cases/", query=[(b"q", b"1\0")])),
    "a NUL in the place of a list": ("supervisor", Request("GET", "/watch/cases/", query=[(b"after", b"\0_\0")])),
    "a NUL in a case's number": ("reviewer", Request("GET", "/review/cases/1%00/")),
    "a NUL in what is signed in with": ("public", Request("POST", "/signin/", [(b"username", b"wang\0"), (b"password", b"\0")])),
    "a session named by NULs": (
        "public", Request("GET", "/desk/", headers={"HTTP_COOKIE": 'sessionid="\\000\\000\\000\\000\\000\\000\\000\\000aaaa"'})
    ),
    "a charset that is no notation of text": (
        "clerk", Request("GET", "/desk/", query=[(b"q", b"\xc3")], content_type="text/plain; charset=hex")
    ),
    "a charset named in a notation nobody knows": ("public", Request("GET", "/", content_type="text/plain; charset*=nosuch''x")),
    "half a character by way of a charset": (
        "public",
        Request("POST", "/track/", [(b"no", b"\\ud800")], is_multipart=True,
                content_type="multipart/form-data; boundary=owb; charset=unicode_escape"),
    ),
    "more than a thousand parameters and a charset": (
        "public", Request("GET", "/search/", query=[(b"q", b"1")] * 1001, content_type="text/plain; charset=utf-8")
    ),
    "the name of another host": ("public", Request("GET", "/", headers={"HTTP_HOST": "evil.example"})),
    "no host at all, at a desk": ("clerk", Request("POST", "/desk/handover/", headers={"HTTP_HOST": ""})),
    "a length in superscript": ("public", Request("POST", "/track/", headers={"CONTENT_LENGTH": "\xb2"})),
    "onward to a word that is no address": ("public", Request("POST", "/demo/", [(b"post", b"1"), (b"next", b"electric")])),
    "a receipt opened as a notice": ("clerk", Request("GET", "/desk/notices/{document_id}/")),
    "names of fields that become one": (
        "clerk",
        Request("POST", "/desk/intake/{slug}/draft/", [("é".encode(), b"1"), ("e\u0301".encode(), b"2"), (b"draft", b"1767225600-" + b"0" * 32)]),
    ),
}  # fmt: skip

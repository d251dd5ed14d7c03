"""Hostile values, as the bytes that a browser, a scanner or a program may put into a field."""

from __future__ import annotations

from random import Random

MARK = "owfuzz"
"""A tag and an attribute of this name must never come back as markup."""


def _text(*values: str) -> list[bytes]:
    return [value.encode() for value in values]


CLASSES: dict[str, list[bytes]] = {
    "full-width and foreign digits": _text(
        "１２３", "２０２６－０３－０１", "９９０１０２１９５１０５０６００１１", "٣٤٥", "²", "①②", "੩", "\U00010a40\U00010a41", "一百二十"
    ),
    "zero width": _text("李\u200b秀\u200d英\ufeff", "\u200b", "\u2060李\u00ad秀英", "\ufeff", "\u034f"),
    "not normalised": _text("Cafe\u0301", "\uf900\ufa19", "\u1112\u1161\u11ab", "A\u030a" * 40, "\u2126"),
    "rare characters": _text("𠮷野", "𬭊", "𰻞", "葛\U000e0100", "㐂\u303e", "\ue000\ue815", "\U00031350"),
    "turned round": _text("\u202egnp.exe", "\u2066李\u2069", "\u061c", "עברית", "\u202d" * 30),
    "NUL": [b"\0", "李\0秀英".encode(), b"\0" * 50, b"2026-03-01\0", b"1\0"],
    "controls": _text("\x01\x07\x08", "\x1b[31m红", "\x7f\x85", "a\r\nSet-Cookie: owfuzz=1", "\u2028\u2029", "\x0b\x0c"),
    "lone surrogates": [b"\xed\xa0\x80", b"\xed\xa1\x82\xed\xbe\xb7", "李".encode() + b"\xed\xbf\xbf"],
    "broken UTF-8": [b"\xff\xfe", b"\xc3", b"\xe6\x9d", b"\xc0\xaf", b"\xf5\x80\x80\x80", "李秀英".encode("gbk")],
    "no characters": _text("\ufffe\uffff", "\U0010ffff", "\ufdd0", "\ufffd"),
    "long": ["长".encode() * 350_000, b"x" * 1_000_000, b"9" * 5_000, "龘".encode() * 201, "𠮷".encode() * 2_001],
    "identifiers": _text(
        "00000000-0000-0000-0000-000000000000", "018f0000-0000-7000-8000-0000000000aa", "{018f0000-0000-7000-8000-0000000000aa}",
        "urn:uuid:018f0000-0000-7000-8000-0000000000aa", "018f0000-0000-7000-8000-0000000000aZ", "018f", "0" * 32,
    ),
    "numbers": _text(
        "-1", "0", "1e400", "NaN", "-Infinity", "9" * 20, "1_000", "+1", "0x10", "1.5", "-0", "2147483648", "9223372036854775808"
    ),
    "dates": _text(
        "0000-00-00", "9999-12-31", "0001-01-01", "2026-02-30", "20260301", "2026-W01-1", "10000-01-01", "2026-03-01T09:30",
        "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59",
    ),
    "cursors": _text(
        "9999-12-31T23:59:59-23:59_018f0000-0000-7000-8000-0000000000aa",
        "0001-01-01T00:00:00+23:59_018f0000-0000-7000-8000-0000000000aa",
        "2026-03-01T00:00:00_018f0000-0000-7000-8000-0000000000aa",
        "0_2026-03-01T00:00:00_018f0000-0000-7000-8000-0000000000aa",
        "99999999999999999999_2026-03-01T00:00:00+00:00_018f0000-0000-7000-8000-0000000000aa", "_", "__", "a_b_c_d",
        "2026-03-01T00:00:00+08:00_" + "0" * 32,
    ),
    "paths": _text("../../../../etc/passwd", "..%2f..%2f", "C:\\CON", "/etc/passwd\0.png", "a" * 300 + ".pdf", ".", ".."),
    "markup": _text(
        f"<{MARK}>", f"<script>{MARK}()</script>", f"\"'><{MARK} ", f'" on{MARK}="1', f"' on{MARK}='1", f"</textarea><{MARK}>",
        f"--><{MARK}>", f"]]><{MARK}>", f"javascript:{MARK}()", "{{ 7|add:7 }}{% load static %}", f"&lt;{MARK}&gt;&#60;",
    ),
    "formulas": _text("=1+1", "+1-1", "@SUM(1)", "\t=1", '=HYPERLINK("http://x")', "-2+3"),
    "queries": _text("' OR 1=1 --", "%", "_", "\\", "%s%(x)s", "{0}{x}", "${x}", "*", '"', "a%b_c\\d"),
    "blanks": _text("", " ", "\u3000\u3000", "\u00a0", "\n", "\t\t", "\r\n\r\n"),
    "other notations": _text("[]", "{}", "null", "true", '{"a": 1}', "%00", "%u4e00", "&a=b", ";", "a=b&c=d", "+", "http://[::1"),
}  # fmt: skip

WEIGHTS = {"long": 1}
"""Everything else weighs 8: a megabyte takes as long as thirty short values."""

PAGES_OFF_SITE = _text(
    "//evil.example/", "https://evil.example", "/\\evil.example", "http:evil", "\thttps://evil.example"
)


def hostile(random: Random) -> tuple[str, bytes]:
    """One value and the name of its class."""
    names = list(CLASSES)
    name = random.choices(names, [WEIGHTS.get(name, 8) for name in names])[0]
    return name, random.choice([*CLASSES[name], *(PAGES_OFF_SITE if name == "paths" else [])])


HEADERS: list[dict[str, str]] = [
    {"HTTP_HOST": "evil.example"}, {"HTTP_HOST": "localhost:99999999"}, {"HTTP_HOST": "a_b..c"}, {"HTTP_HOST": ""},
    {"HTTP_X_FORWARDED_FOR": "1.1.1.1, ' OR 1=1"}, {"HTTP_X_FORWARDED_HOST": "evil.example", "HTTP_X_FORWARDED_PROTO": "https"},
    {"HTTP_ACCEPT_LANGUAGE": "zh-" + "x-" * 2000}, {"HTTP_ACCEPT_LANGUAGE": "\xff\xfe;q=a,*;q=9e9"},
    {"HTTP_HX_REQUEST": "true"}, {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[::1", "HTTP_HX_TARGET": "<owfuzz>"},
    {"HTTP_HX_CURRENT_URL": "%ff%00", "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true", "HTTP_HX_REQUEST": "true"},
    {"HTTP_HX_TRIGGERING_EVENT": "{not json", "HTTP_HX_PROMPT": "\x80", "HTTP_HX_BOOSTED": "true"},
    {"HTTP_REFERER": "http://[::1"}, {"HTTP_REFERER": "javascript:owfuzz()"}, {"HTTP_REFERER": f'http://testserver/"><{MARK}>'},
    {"HTTP_COOKIE": 'sessionid="\\000\\000\\000\\000aaaaaaaaaaaa"; csrftoken="\\000"; display="\\000"'},
    {"HTTP_COOKIE": "sessionid=" + "a" * 5000}, {"HTTP_COOKIE": "\xff=\xfe; display=\xed\xa0\x80; sessionid='"},
    {"HTTP_IF_MODIFIED_SINCE": "Mon, 99 Nov 99999 99:99:99 GMT"}, {"HTTP_RANGE": "bytes=9-1,-1"},
    {"HTTP_ACCEPT": "\xff/\xfe"}, {"HTTP_ACCEPT_ENCODING": "gzip;q=nan, br;q=9"}, {"REMOTE_ADDR": ""},
    {"HTTP_ORIGIN": "null"}, {"HTTP_USER_AGENT": ""}, {"HTTP_X_REQUESTED_WITH": "\x00"}, {"HTTP_EXPECT": "100-continue"},
]  # fmt: skip

CONTENT_TYPES: list[str] = [
    "application/x-www-form-urlencoded; charset=gbk", "application/x-www-form-urlencoded; charset=hex",
    "application/x-www-form-urlencoded; charset=no-such", "application/json", "text/plain; charset=hex", "text/xml", "", ";;;=",
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "b" * 300,
    "multipart/form-data; boundary=\xff", "multipart/mixed; boundary=owb", "multipart/form-data; boundary=owb; charset=utf-7",
    "multipart/form-data; boundary=owb; charset=unicode_escape", "multipart/form-data; boundary=owb; charset=hex",
    "multipart/form-data; boundary=owb; charset=utf-16",
]  # fmt: skip

FILES: list[tuple[bytes, str, bytes]] = [
    (b"empty.pdf", "application/pdf", b""), (b"page.html", "text/html", b"<script>owfuzz()</script>"),
    ("报告\u202egnp.exe".encode(), "image/png", b"MZ\x90\0"), (b"x" * 5000 + b".pdf", "application/pdf", b"%PDF-1.4\n%%EOF"),
    (b"../../../a.pdf", "application/pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
    (b"nul\0.png", "image/png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64), (b"\xff\xfe.jpg", "a/b; c=\xff", b"\xff\xd8\xff" + b"\0" * 200),
    (b"", "application/octet-stream", b"abc"), (b"=1+1.csv", "text/csv", b"=1+1"), (b"<owfuzz>.jpg", "image/jpeg", b"\xff\xd8\xff\xd9"),
    (b"cut.jpg", "image/jpeg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"), (b"CON", "image/png", b"\x89PNG\r\n\x1a\n"),
]  # fmt: skip
"""(name, declared type, content) of uploads; the upload tests know many more."""

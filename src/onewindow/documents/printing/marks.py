"""Machine-readable marks of a paper as SVG: the QR code and the Code 128 barcode (GB/T 18347)."""

import io
from dataclasses import dataclass

import segno

# Widths of the six bars and spaces of symbols 0..105, and of the stop sign with its closing bar.
_WIDTHS = [
    "212222",
    "222122",
    "222221",
    "121223",
    "121322",
    "131222",
    "122213",
    "122312",
    "132212",
    "221213",
    "221312",
    "231212",
    "112232",
    "122132",
    "122231",
    "113222",
    "123122",
    "123221",
    "223211",
    "221132",
    "221231",
    "213212",
    "223112",
    "312131",
    "311222",
    "321122",
    "321221",
    "312212",
    "322112",
    "322211",
    "212123",
    "212321",
    "232121",
    "111323",
    "131123",
    "131321",
    "112313",
    "132113",
    "132311",
    "211313",
    "231113",
    "231311",
    "112133",
    "112331",
    "132131",
    "113123",
    "113321",
    "133121",
    "313121",
    "211331",
    "231131",
    "213113",
    "213311",
    "213131",
    "311123",
    "311321",
    "331121",
    "312113",
    "312311",
    "332111",
    "314111",
    "221411",
    "431111",
    "111224",
    "111422",
    "121124",
    "121421",
    "141122",
    "141221",
    "112214",
    "112412",
    "122114",
    "122411",
    "142112",
    "142211",
    "241211",
    "221114",
    "413111",
    "241112",
    "134111",
    "111242",
    "121142",
    "121241",
    "114212",
    "124112",
    "124211",
    "411212",
    "421112",
    "421211",
    "212141",
    "214121",
    "412121",
    "111143",
    "111341",
    "131141",
    "114113",
    "114311",
    "411113",
    "411311",
    "113141",
    "114131",
    "311141",
    "411131",
    "211412",
    "211214",
    "211232",
]
_STOP = "2331112"
_START_B, _START_C, _TO_B, _TO_C = 104, 105, 100, 99
_QUIET = 10


def qr_svg(text: str) -> str:
    """QR code with medium error correction (a quarter of it may be soiled by a seal or a fold)."""
    buffer = io.BytesIO()
    segno.make(text, error="m", micro=False).save(buffer, kind="svg", border=1, xmldecl=False)
    return buffer.getvalue().decode("ascii")


@dataclass(frozen=True)
class Barcode:
    """Bars as SVG, one unit high and `modules` units wide, quiet zones included: the page gives them their size."""

    text: str
    svg: str
    modules: int


def code128(text: str) -> Barcode:
    """Code 128 of printable ASCII text; raises ValueError for an empty text or any other character."""
    x = _QUIET
    bars: list[str] = []
    for widths in [_WIDTHS[symbol] for symbol in code128_symbols(text)] + [_STOP]:
        for position, width in enumerate(map(int, widths)):
            if position % 2 == 0:
                bars.append(f"M{x} 0h{width}v1h-{width}z")
            x += width
    modules = x + _QUIET
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{modules}" height="1" viewBox="0 0 {modules} 1" '
        f'preserveAspectRatio="none"><path d="{"".join(bars)}"/></svg>'
    )
    return Barcode(text, svg, modules)


def code128_symbols(text: str) -> list[int]:
    """Start, data and check symbols: runs of four digits or more go two to a symbol (set C), the rest in set B."""
    if not text or not all(" " <= ch <= "~" for ch in text):
        raise ValueError("Code 128 set B takes printable ASCII only")
    symbols: list[int] = []
    in_c = False
    at = 0
    while at < len(text):
        pairs = _digits_from(text, at) // 2
        wants_c = pairs >= 2 or (in_c and pairs >= 1)
        if not symbols:
            symbols.append(_START_C if wants_c else _START_B)
        elif wants_c != in_c:
            symbols.append(_TO_C if wants_c else _TO_B)
        in_c = wants_c
        step = 2 if in_c else 1
        symbols.append(int(text[at : at + 2]) if in_c else ord(text[at]) - 32)
        at += step
    check = symbols[0] + sum(place * symbol for place, symbol in enumerate(symbols[1:], start=1))
    return [*symbols, check % 103]


def _digits_from(text: str, at: int) -> int:
    end = at
    while end < len(text) and "0" <= text[end] <= "9":
        end += 1
    return end - at

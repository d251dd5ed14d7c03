"""Check characters of ISO 7064: they catch each wrong character and nearly all swaps of two neighbours."""

DIGITS = "0123456789"
ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def mod_11_10(body: str) -> str:
    """The check digit for a string of digits (MOD 11-10)."""
    return _hybrid(body, DIGITS)


def mod_37_36(body: str) -> str:
    """The check character for digits and capital letters (MOD 37-36)."""
    return _hybrid(body, ALPHANUMERIC)


def _hybrid(body: str, alphabet: str) -> str:
    modulus = len(alphabet)
    check = modulus
    for character in body:
        check = (check + alphabet.index(character)) % modulus or modulus
        check = check * 2 % (modulus + 1)
    return alphabet[(1 - check) % modulus]

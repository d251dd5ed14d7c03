"""What the clients write into the forms; known to the judge as well, so that it finds their matters again."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from onewindow.core.numbers.uscc import make_uscc

ITEM = "shipin-jingying"


@dataclass(frozen=True)
class Company:
    name: str
    number: str
    phone: str = "13900000001"
    address: str = "江州市临江区渡口街12号"
    legal_person: str = "李秀英"


def applicant(serial: int) -> Company:
    """The company of this serial number; each is used for one matter only."""
    return Company(f"江州市第{serial}小吃店", make_uscc("990102", serial))


def photograph(side: int = 240) -> bytes:
    """A picture of a sheet of paper, as a document camera gives it."""
    sheet = BytesIO()
    Image.new("RGB", (side, side * 4 // 3), "white").save(sheet, "JPEG")
    return sheet.getvalue()

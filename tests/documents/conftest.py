import pytest
from django.conf import settings

from onewindow.documents.printing import Printer


@pytest.fixture(scope="session")
def printer() -> Printer:
    return Printer(settings.CONTENT_DIR / "papers")

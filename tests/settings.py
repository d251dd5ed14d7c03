"""The settings under test, with a data directory of their own that is gone afterwards.

DATABASE_URL is respected. On SQLite the test database is a file, as in a hall, because two connections see
each other there as they do in real life; only the waiting for the disk is left out.
"""

from __future__ import annotations

import os
import tempfile

_data_dir = tempfile.TemporaryDirectory(prefix="onewindow-tests-")
os.environ["ONEWINDOW_DATA"] = _data_dir.name

from onewindow.config.settings import *  # noqa: E402, F403
from onewindow.config.settings import DATABASES, STORAGES  # noqa: E402

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": f"{_data_dir.name}/tests.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"

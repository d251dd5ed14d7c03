"""The WSGI application that granian serves."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from onewindow.config.bodies import whole_bodies
from onewindow.config.database import held_open

GARBAGE_LOOKED_AT = 10_000
"""Objects that may have come together in a circle, beyond those that went; a request leaves some two hundred."""

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.config.settings")
application = whole_bodies(get_wsgi_application(), most=settings.REQUEST_LIMIT_BYTES)
standing = held_open(settings.DATA_DIR)

# Every page and rule is loaded before the first request; the collector of cycles then leaves aside what stays
# as long as the process, and looks only at what requests leave behind, after every few dozen of them.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
gc.set_threshold(GARBAGE_LOOKED_AT)

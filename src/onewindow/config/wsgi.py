"""The WSGI application that granian serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from onewindow.config.bodies import whole_bodies

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onewindow.config.settings")
application = whole_bodies(get_wsgi_application(), most=settings.REQUEST_LIMIT_BYTES)

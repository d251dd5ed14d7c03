"""Django settings. One file: what differs between installations comes from the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from onewindow.config.database import database_settings
from onewindow.config.secrets import load_secret

ROOT = Path(__file__).resolve().parents[3]
CONTENT_DIR = Path(os.environ.get("ONEWINDOW_CONTENT", ROOT / "content"))
DATA_DIR = Path(os.environ.get("ONEWINDOW_DATA", ROOT / "var"))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
DEMO = os.environ.get("ONEWINDOW_DEMO", "") == "1"
SECURE = os.environ.get("ONEWINDOW_TLS", "") == "1"
SECRET_KEY = load_secret(DATA_DIR, "session.key").hex()
MASTER_KEY = load_secret(DATA_DIR, "master.key")
PUBLIC_URL = os.environ.get("ONEWINDOW_URL", "http://localhost:8000").rstrip("/")
"""What QR codes on papers lead to."""
ALLOWED_HOSTS = os.environ.get("ONEWINDOW_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "onewindow.journal",
    "onewindow.vault",
    "onewindow.places",
    "onewindow.people",
    "onewindow.catalogue",
    "onewindow.bundles",
    "onewindow.delegation",
    "onewindow.batches",
    "onewindow.reform",
    "onewindow.documents",
    "onewindow.evidence",
    "onewindow.clocks",
    "onewindow.intermediaries",
    "onewindow.cases",
    "onewindow.handover",
    "onewindow.issuance",
    "onewindow.supervision",
    "onewindow.api",
    "onewindow.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "onewindow.api.doorway.Doorway",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "onewindow.web.middleware.Methods",
    "onewindow.web.incoming.PlainText",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "onewindow.web.middleware.WholeBody",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "onewindow.web.middleware.Visits",
    "onewindow.web.middleware.Refusals",
    "onewindow.web.middleware.Policy",
]

CLOCK = "onewindow.config.clock.now"
ROOT_URLCONF = "onewindow.config.urls"
WSGI_APPLICATION = "onewindow.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "onewindow.web.context.surroundings",
            ],
        },
    },
]

DATABASES = {"default": database_settings(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Staff"
AUTHENTICATION_BACKENDS = ["onewindow.web.signin.accounts.Accounts"]
PASSWORD_HASHERS = ["onewindow.people.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "signin"
CSRF_FAILURE_VIEW = "onewindow.web.errors.csrf_failure"
SESSION_ENGINE = "onewindow.web.signin.accounts"
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "frame-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1000
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
REQUEST_LIMIT_BYTES = 100 * 1024 * 1024

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
"""Static files are collected by `onewindow setup`, under names that say what is in them: browsers keep them for ever."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

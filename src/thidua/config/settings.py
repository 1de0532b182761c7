"""Django settings. Everything that differs between two installations comes from the environment;
`docs/settings.md` lists each variable."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from thidua.config.database import data_folder, database_settings

PACKAGE = Path(__file__).resolve().parent.parent
DATA = data_folder()


def _flag(name: str, *, default: bool = False) -> bool:
    return os.environ.get(name, "1" if default else "0") in {"1", "true", "yes"}


def _secret_key() -> str:
    """`THIDUA_SECRET_KEY`, else a key made once and kept in the data folder, for us to read."""
    if key := os.environ.get("THIDUA_SECRET_KEY"):
        return key
    path = DATA / "secret-key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


DEBUG = _flag("THIDUA_DEBUG")
DEMO = _flag("THIDUA_DEMO")
SECRET_KEY = _secret_key()
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "127.0.0.1,localhost").split(",")
PUBLIC_URL = os.environ.get("THIDUA_PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
HTTPS = PUBLIC_URL.startswith("https://")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    "thidua.core",
    "thidua.journal",
    "thidua.organizations",
    "thidua.accounts",
    "thidua.documents",
    "thidua.registry",
    "thidua.commendation",
    "thidua.directives",
    "thidua.targets",
    "thidua.obstacles",
    "thidua.clusters",
    "thidua.movements",
    "thidua.planning",
    "thidua.consultation",
    "thidua.publicity",
    "thidua.voting",
    "thidua.councils",
    "thidua.initiatives",
    "thidua.decisions",
    "thidua.forwarding",
    "thidua.rewards",
    "thidua.revocations",
    "thidua.honours",
    "thidua.web",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    # Both switch template loaders by themselves and together leave components unrendered;
    # the simple configurations leave the loaders to TEMPLATES below.
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "csp",
    "pgtrigger",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thidua.accounts.middleware.ActorMiddleware",
    "thidua.core.middleware.DeniedUnlessDeclared",
    "thidua.core.middleware.RefusalToPage",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"

_LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "templates"],
        "OPTIONS": {
            "loaders": _LOADERS,
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "thidua.web.templatetags.td",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.web.context.shell",
            ],
        },
    }
]
# A component sees what it is given and nothing else of the page.
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

DATABASES = {"default": database_settings()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "web:desk"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "thidua.accounts.adapter.ClosedAdapter"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "5/5m/key,20/5m/ip"}
# Whose address is limited: the visitor's, as the own proxies report it (docs/settings.md).
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("THIDUA_PROXIES") or 0)
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "thidua.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
EMAIL_BACKEND = os.environ.get(
    "THIDUA_EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend"
)

LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "static"]
STATIC_ROOT = DATA / "static"
MEDIA_ROOT = DATA / "files"
# Private halves of the keys that sign certificates.
KEYS_FOLDER = DATA / "keys"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
LARGEST_UPLOAD = 20 * 1024 * 1024

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

# Sign-in throttling counts across processes, so the cache stands in the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
    }
}

# Digital signatures; each is described in docs/settings.md.
TRUST_ROOTS = os.environ.get("THIDUA_TRUST_ROOTS", "")
TIMESTAMP_URL = os.environ.get("THIDUA_TSA_URL", "")
PKCS11_MODULE = os.environ.get("THIDUA_PKCS11_MODULE", "")
PKCS11_TOKEN = os.environ.get("THIDUA_PKCS11_TOKEN", "")

# "worker": jobs go to the queue in the database; "inline": they run at commit (tests, tools).
JOBS = os.environ.get("THIDUA_JOBS", "worker")

# Child processes that draw one batch of certificates; about 200 MB each.
PRESSES = int(os.environ.get("THIDUA_PRESSES", min(4, os.cpu_count() or 1)))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("THIDUA_LOG", "WARNING")},
}

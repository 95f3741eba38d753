"""Django's settings, from the environment. See `environment.py` for what may be set."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from retning.config.environment import Mode, read_environment

ENVIRONMENT = read_environment()
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = False
ALLOWED_HOSTS = ENVIRONMENT.allowed_hosts
ROOT_URLCONF = "retning.config.urls"
WSGI_APPLICATION = "retning.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "retning.foundation.records",
    "retning.foundation.audit",
    "retning.foundation.freezing",
    "retning.foundation.attachments",
    "retning.foundation.retention",
    "retning.foundation.jobs",
    "retning.foundation.outbox",
    "retning.foundation.search",
    "retning.foundation.reporting",
    "retning.apps.accounts",
    "retning.apps.organisation",
    "retning.apps.indicators",
    "retning.apps.strategy",
    "retning.apps.hearing",
    "retning.web.ui",
    "retning.web.public",
    "retning.web.staff",
    "retning.web.api",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "retning.web.request.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "retning.web.request.middleware.MunicipalityMiddleware",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "retning.web.ui.context.page",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "retning.web.ui.templatetags.ui",
            ],
        },
    }
]

# A web thread keeps its connection: opening one costs more than most queries.
DATABASES = {
    "default": dj_database_url.parse(
        ENVIRONMENT.database_url, conn_max_age=600, conn_health_checks=True
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # A write takes its lock when the transaction begins: no upgrade, so no deadlock.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
        ),
    }
    if ENVIRONMENT.mode is Mode.TEST:
        # A file, as in real life: a database in memory locks in another way.
        DATABASES["default"]["TEST"] = {"NAME": str(ENVIRONMENT.data_dir / "tests.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["retning.config.hashers.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "staff:login"
LOGIN_REDIRECT_URL = "staff:home"
LOGOUT_REDIRECT_URL = "public:front"

LANGUAGE_CODE = "da"
LANGUAGES = [("da", _("Danish")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Copenhagen"
USE_TZ = True

# Rendered pages are kept apart, so that they crowd out nothing else; see `request.rendering`. So
# are pictures of pages, 12 MB at most; see `staff.pictures`.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
    "pictures": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pictures",
        "OPTIONS": {"MAX_ENTRIES": 24},
    },
}
# Messages wait in the session: the cookie store would set a cookie before login.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

DATA_DIR = ENVIRONMENT.data_dir
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
UPLOAD_LIMIT_BYTES = ENVIRONMENT.upload_limit_bytes
# Of a form without its files: a hundred fields of a hearing's reading room, each written full.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
# A hearing has up to four fields for each row of the text that is heard.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "files")},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENVIRONMENT.mode is Mode.TEST
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = "retning.foundation.outbox.backend.OutboxBackend"
DEFAULT_FROM_EMAIL = ENVIRONMENT.mail_from
MAIL_URL = ENVIRONMENT.mail_url

# Default municipality of a single installation; others are found by host name.
MUNICIPALITY = ENVIRONMENT.default_municipality
IS_DEMO = ENVIRONMENT.is_demo
# Where the source code can be had; the licence wants visitors to be able to find it.
SOURCE_URL = ENVIRONMENT.source_url
# Where public figures are asked for; see `indicators.sources.live`.
STATBANK_URL = ENVIRONMENT.statbank_url
JOBINDSATS_URL = ENVIRONMENT.jobindsats_url
JOBINDSATS_TOKEN = ENVIRONMENT.jobindsats_token
# Whether the worker asks for them by itself; `retning figures fetch` asks in any case.
FETCHES_FIGURES = ENVIRONMENT.fetches_figures

# Where documents of hearings are put on record; see `hearing.services.receivers`.
JOURNAL_URL = ENVIRONMENT.journal_url
JOURNAL_TOKEN = ENVIRONMENT.journal_token
# Where files from strangers are examined for harmful programs; see `attachments.scanner`.
CLAMAV = ENVIRONMENT.clamav

# Failures are counted for each pair of e-mail address and network address; what else is asked of
# one network address over many e-mail addresses stands in `staff.login.limits`.
AXES_HANDLER = "retning.web.staff.login.limits.LoginHandler"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "retning.web.staff.login.limits.attempted_email"
AXES_CLIENT_IP_CALLABLE = "retning.web.request.addresses.client_address"
AXES_LOCKOUT_CALLABLE = "retning.web.staff.login.limits.keep_answer"
AXES_SENSITIVE_PARAMETERS = ["username", "email", "ip_address", "csrfmiddlewaretoken"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
BEHIND_PROXY = ENVIRONMENT.behind_proxy
# Where a demonstration's pages are; with HTTPS they are at its usual port, whoever answers it.
BIND_PORT = ENVIRONMENT.bind_port

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],  # dkfds draws its icons as data URIs in its style sheet
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_AGE = 10 * 60 * 60  # a working day
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "retning.web.public.views.errors.form_expired"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.behind_https
SECURE_SSL_REDIRECT = ENVIRONMENT.behind_https
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.behind_https else 0
if ENVIRONMENT.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"axes": {"level": "WARNING"}},  # it tells of every login; we want the refused
}
SILENCED_SYSTEM_CHECKS: list[str] = []

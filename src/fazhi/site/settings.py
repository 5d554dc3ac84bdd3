"""Django settings, all taken from one Config; nonsense is refused at start."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from fazhi.office.group_message import Group
from fazhi.site.config import Config, read_config, secret_of
from fazhi.site.sqlite import use_sound_sqlite

SOUND_SQLITE = use_sound_sqlite()
HERE = Path(__file__).resolve().parent
SOURCE_TREE = HERE.parents[2]
CONFIG: Config = read_config(os.environ, SOURCE_TREE if (SOURCE_TREE / "pyproject.toml").exists() else Path.cwd())

HOME = CONFIG.home
EVIDENCE_DIR = HOME / "evidence"
PACKS = CONFIG.packs
PROVINCE = CONFIG.province
DEMO_AS_OF = CONFIG.as_of
KEPT_SINCE = CONFIG.kept_since
SITE_URL = CONFIG.site_url
GROUP = Group(*CONFIG.group) if CONFIG.group else None
EMAIL_HOST = CONFIG.mail.host if CONFIG.mail else ""
if CONFIG.mail:
    EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = CONFIG.mail.port, CONFIG.mail.user, CONFIG.mail.password
    EMAIL_USE_SSL, EMAIL_USE_TLS, DEFAULT_FROM_EMAIL = CONFIG.mail.ssl, not CONFIG.mail.ssl, CONFIG.mail.sender
EMAIL_TIMEOUT = 10
DEBUG = CONFIG.debug
SECRET_KEY = secret_of(CONFIG)
ALLOWED_HOSTS = list(CONFIG.allowed_hosts)

ON_SQLITE = CONFIG.database.engine == "sqlite"
SQLITE_BANNER = ON_SQLITE and not SOUND_SQLITE
DATABASES: dict[str, dict[str, object]]
if ON_SQLITE:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": CONFIG.database.name,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON",
            },
        }
    }
else:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": CONFIG.database.name,
            "HOST": CONFIG.database.host,
            "PORT": CONFIG.database.port,
            "USER": CONFIG.database.user,
            "PASSWORD": CONFIG.database.password,
            "CONN_HEALTH_CHECKS": True,
            "CONN_MAX_AGE": 60,
        }
    }

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "axes",
    "fazhi.store",
    "fazhi.desk",
    "fazhi.site",
]
MIDDLEWARE = [
    "fazhi.site.memo.OncePerRequest",
    "fazhi.site.csp.InertPages",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "fazhi.desk.english.ByChoice",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("fazhi.desk.english.Bilingual", ["django.template.loaders.app_directories.Loader"])],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fazhi.desk.shell.shell",
            ],
        },
    }
]
ROOT_URLCONF = "fazhi.site.urls"
CSRF_FAILURE_VIEW = "fazhi.desk.errors.form_expired"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "today"
LOGOUT_REDIRECT_URL = "sign-in"
WSGI_APPLICATION = "fazhi.site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Five wrong passwords for one name from one address, and it waits a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "fazhi.desk.sign_in.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
OTP_TOTP_ISSUER = "法治台账"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

# Two hours without a page end the session; drafts of forms stay in the browser.
SESSION_COOKIE_AGE = 2 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "fazhi.site.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
        "waitress": {"handlers": ["stderr"], "level": "ERROR", "propagate": False},
    },
}

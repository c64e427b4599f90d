"""One settings module for all modes; what differs is read from the environment (docs/operations.md lists it)."""

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from .environment import Mode, env, kept_secret, mode, required

ROOT = Path(__file__).resolve().parents[2]
MODE = mode()
DEMO = MODE is Mode.DEMO
EMBEDDED = MODE is not Mode.PRODUCTION
DATA_DIR = Path(env.str("MITSTIMME_DATA", default=str(ROOT / "var" / MODE)))
if EMBEDDED:
    DATA_DIR.mkdir(parents=True, exist_ok=True)

# --- Who we are ---------------------------------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="") or (kept_secret(DATA_DIR / "secret") if EMBEDDED else required("SECRET_KEY"))
PORT = env.int("PORT", default=8000)
BASE_URL = (env.str("BASE_URL", default=f"http://localhost:{PORT}") if EMBEDDED else required("BASE_URL")).rstrip("/")
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAIL_SITE_NAME = "Mitstimme"
# The admin asks nobody outside, and has no passwords of its own.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_FINISH_WORKFLOW_ACTION = "positions.admin.approval.publish"
_host = BASE_URL.split("://", 1)[-1].split("/")[0].split(":")[0]
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if EMBEDDED else [_host])
CSRF_TRUSTED_ORIGINS = [BASE_URL]
DEBUG = False
SITE_ID = 1

# --- Parts --------------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config",
    *(["demo"] if DEMO else []),
    "home",
    "consultations",
    "positions",
    "accounts",
    "notifications",
    "shared",
    "django_comments_xtd",
    "django_comments",
    "allauth",
    "allauth.account",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PeopleInAdminConfig",  # wagtail.users with our pages for people
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_htmx",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sites",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.language",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.middleware.OnePolicy",
    "allauth.account.middleware.AccountMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["wagtailadmin.W001"]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.acting",
            ],
        },
    }
]

# --- Data ---------------------------------------------------------------------------------------------------------
if EMBEDDED and not env.str("DATABASE_URL", default=""):
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": DATA_DIR / "mitstimme.sqlite3",
            # Writers queue instead of failing half-way; readers never wait.
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
            },
        }
    }
else:
    DATABASES = {"default": env.db_url_config(required("DATABASE_URL"))}
    # A new connection per request costs as much as the page (TARGETS P8).
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=600)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # PostgreSQL plans a statement once and keeps the plan; planning how an organisation stands to a question takes four times
    # as long as finding it. A pooler in transaction mode needs this off (docs/operations.md).
    if env.bool("PREPARED_STATEMENTS", default=True):
        DATABASES["default"]["OPTIONS"] = {
            **DATABASES["default"].get("OPTIONS", {}),
            "server_side_binding": True,
            "prepare_threshold": 3,
            "options": "-c plan_cache_mode=force_generic_plan",
        }

REDIS_URL = env.str("REDIS_URL", default="") if EMBEDDED else required("REDIS_URL")
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "mitstimme"}
    )
}
SESSION_ENGINE = "accounts.sessions"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- Files --------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static" if EMBEDDED else Path(env.str("STATIC_ROOT", default=str(ROOT / "var" / "static")))
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media" if EMBEDDED else Path(env.str("MEDIA_ROOT", default=str(ROOT / "var" / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # nothing asks for the plain names, and compressing them takes half the time
# Documents go through Wagtail's view, which knows who may read them; never straight from the media folder.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_AUTOSAVE_INTERVAL = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- People -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.PersonBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/aufgaben/"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "account_login"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation or by the code mailed to it
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
# Six digits, five attempts a code, ten codes an hour: 50 guesses among a million.
ACCOUNT_RATE_LIMITS = {"request_login_code": "20/m/ip,3/m/key,10/h/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", default=0 if EMBEDDED else 1)  # who stands before the web server
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody can make us write to strangers
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_LOGOUT_ON_GET = False
WAGTAIL_PASSWORD_RESET_ENABLED = False  # accounts has its own page for it
PASSWORD_RESET_TIMEOUT = 24 * 3600
SESSION_COOKIE_AGE = 30 * 24 * 3600  # for those who ask to stay signed in; for others the browser's session

# --- Language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "de"
LANGUAGES = [("de", _("German")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("de", _("German"))]
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"
WAGTAIL_I18N_ENABLED = False

# --- Mail ---------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = (
    env.str("DEFAULT_FROM_EMAIL", default="Mitstimme <mitstimme@localhost>") if EMBEDDED else required("DEFAULT_FROM_EMAIL")
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MESSAGE_ID_DOMAIN = _host
EMAIL_TIMEOUT = 20
if DEMO:
    EMAIL_BACKEND = "demo.mail.CaughtMailBackend"
else:
    vars().update(env.email_url_config(env.str("EMAIL_URL", default="consolemail://") if EMBEDDED else required("EMAIL_URL")))

# --- Queue --------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "memory://localhost/"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = 600
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_BEAT_SCHEDULE = {
    "deliver messages": {"task": "notifications.sweep", "schedule": 30.0},
    "follow roles that begin and end": {"task": "accounts.sync_staff", "schedule": 60.0},
    "open and close phases": {"task": "consultations.advance", "schedule": 30.0},
    "restart compilations": {"task": "consultations.sweep_compilations", "schedule": 60.0},
}
CELERY_BEAT_SCHEDULE_FILENAME = (
    str(DATA_DIR / "beat-schedule") if EMBEDDED else env.str("BEAT_SCHEDULE", default="beat-schedule")
)

# --- Safety -------------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if BASE_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/admin/"],  # Wagtail's editor has inline scripts of its own
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    },
}

# --- Comments (the one importer of the library is consultations.models.comments) ------------------------------------------
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MODEL = "consultations.models.comments.SectionComment"
COMMENTS_XTD_MAX_THREAD_LEVEL = 2  # counted from 0: three levels
COMMENTS_XTD_CONFIRM_EMAIL = False

# --- Limits of what people may hand in (consultations and positions read them) ---------------------------------------------
COMMENT_LENGTH_LIMIT = 5_000
COMMENT_EDIT_MINUTES = 15  # so long after it was sent a comment can still be changed
SUGGESTION_LENGTH_LIMIT = 20_000
IMPORT_MAX_BYTES = 20 * 1024 * 1024
IMPORT_MAX_SECTIONS = 500
RENDER_MEMORY_MB = 1_500
RENDER_SECONDS = 120

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

"""Settings of Bloom. Everything that differs from one machine to the next is an environment variable;
with none set, the site runs on SQLite and files under `var/`, for demonstration and development.
"""

from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from environs import Env

from config.mail import folder_mailer, mailer
from config.navigation import UNFOLD  # noqa: F401  (read by django-unfold)

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR = env.path("BLOOM_VAR", BASE_DIR / "var")
VAR.mkdir(parents=True, exist_ok=True)

# --- This machine -------------------------------------------------------------------------------

PRODUCTION = env.bool("BLOOM_PRODUCTION", False)
DEBUG = env.bool("BLOOM_DEBUG", False)
SECRET_KEY = env.str("BLOOM_SECRET_KEY", "" if PRODUCTION else "for-demonstration-only-" + "x" * 40)
if not SECRET_KEY:
    raise ImproperlyConfigured("BLOOM_SECRET_KEY must be set where BLOOM_PRODUCTION is.")
ALLOWED_HOSTS = env.list("BLOOM_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
SITE_URL = env.str("BLOOM_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR / 'bloom.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # legacy_alter_table: a migration that rebuilds a table may leave the triggers of other tables that name it
        # (`directory.constraints`) as they are.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA legacy_alter_table=ON;",
    }
    # A file, because tests with two writers need two connections.
    DATABASES["default"]["TEST"] = {"NAME": VAR / "test.sqlite3"}

REDIS_CACHE = {
    "BACKEND": "django_redis.cache.RedisCache",
    "LOCATION": env.str("BLOOM_REDIS_URL", ""),
    # Without Redis the site is slower, not gone.
    "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1, "SOCKET_TIMEOUT": 1},
}
FILE_CACHE = {
    "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
    "LOCATION": VAR / "cache",
    "OPTIONS": {"MAX_ENTRIES": 4_000},
}
CACHES = {"default": REDIS_CACHE if REDIS_CACHE["LOCATION"] else FILE_CACHE}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
# How long a process may go on showing a publication without asking the database which one is current.
PUBLICATION_REFRESH_SECONDS = env.int("BLOOM_PUBLICATION_REFRESH_SECONDS", 30)

# The explorer's index of entries, made from the rows; not on a network file system.
EXPLORER_INDEX = env.path("BLOOM_INDEX", VAR / "index")

# What takes long (imports, exports) runs at once, or by `manage.py ox_worker` where there is one beside the site.
TASKS_WORKER = env.bool("BLOOM_TASKS_WORKER", False)
TASKS = {
    "default": {
        "BACKEND": "django_ox.backend.OxBackend" if TASKS_WORKER else "django.tasks.backends.immediate.ImmediateBackend"
    }
}

MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
PRIVATE_ROOT = VAR / "private"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(exist_ok=True)  # WhiteNoise warns where it is missing
STATIC_URL = "/static/"

# --- Certificates -------------------------------------------------------------------------------

# The private key that signs them. Without one, a demonstration makes its own in a file; production issues none.
CERTIFICATE_KEY = env.str("BLOOM_CERTIFICATE_KEY", "")
CERTIFICATE_KEY_FILE = None if PRODUCTION else VAR / "certificate-key"
# The public keys (their `x` in key.json) of private keys that are no longer used.
CERTIFICATE_OLD_KEYS = env.list("BLOOM_CERTIFICATE_OLD_KEYS", [])
# A folder of fonts for characters that our own have not.
CERTIFICATE_FONTS = env.str("BLOOM_CERTIFICATE_FONTS", "")

# --- Mail ---------------------------------------------------------------------------------------

MAIL_URL = env.str("BLOOM_MAIL_URL", "")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("BLOOM_MAIL_FROM", "" if PRODUCTION else "bloom@example.org")
if PRODUCTION and not (MAIL_URL and DEFAULT_FROM_EMAIL):
    raise ImproperlyConfigured(
        "BLOOM_MAIL_URL and BLOOM_MAIL_FROM must be set where BLOOM_PRODUCTION is: "
        "people confirm their e-mail addresses, and sign in, by mail."
    )
# Where a demonstration keeps the mails that it does not send; its pages say so.
MAIL_FOLDER = None if MAIL_URL else VAR / "mail"
MAILERS = {"default": folder_mailer(MAIL_FOLDER) if MAIL_FOLDER else mailer(MAIL_URL)}

# --- Applications -------------------------------------------------------------------------------

INSTALLED_APPS = [
    "website",
    "matchmaking",
    "competition",
    "conference",
    "directory",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "unfold.contrib.forms",
    "unfold.contrib.inlines",
    "simple_history",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
    "rules.apps.AutodiscoverRulesConfig",
    "django_ox",
    "directory.apps.BackOfficeConfig",
    "allauth",
    "allauth.account",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "website.apps.CollectedFilesConfig",
]

# The first answers a published page from the cache, before anything else of the site is woken.
MIDDLEWARE = [
    "website.page_cache.page_cache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
SITE_NAME = "Bloom"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- People and rights --------------------------------------------------------------------------

AUTH_USER_MODEL = "directory.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
SIGNED_IN_URL = "matchmaking:day_list"  # where those get to who are not of the back office

# Accounts of those who take part: by e-mail address, confirmed before anything is theirs (decision 022).
ACCOUNT_ADAPTER = "directory.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    name: f"directory.forms.accounts.{form}"
    for name, form in {
        "login": "LoginForm",
        "signup": "SignupForm",
        "request_login_code": "RequestLoginCodeForm",
        "confirm_login_code": "ConfirmLoginCodeForm",
        "confirm_email_verification_code": "ConfirmEmailVerificationCodeForm",
        "reset_password": "ResetPasswordForm",
        "confirm_password_reset_code": "ConfirmPasswordResetCodeForm",
        "reset_password_from_key": "ResetPasswordKeyForm",
        "change_password": "ChangePasswordForm",
        "set_password": "SetPasswordForm",
        "add_email": "AddEmailForm",
    }.items()
}
ACCOUNT_CHANGE_EMAIL = True  # one address at a time; the old one holds until the new one is confirmed
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
CODE_SECONDS = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_BY_CODE_TIMEOUT = CODE_SECONDS
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = CODE_SECONDS
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}
ACCOUNT_EMAIL_NOTIFICATIONS = True  # a changed password or address is told to the address that holds
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"[{SITE_NAME}] "
ACCOUNT_LOGOUT_REDIRECT_URL = "website:home"
ACCOUNT_SESSION_REMEMBER = True
# Per address of the network ("ip") as many as sit in a hall behind one; per account ("key") few.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "request_login_code": "60/m/ip,3/m/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
    "signup": "60/m/ip",
}
# How many proxies stand in front and say in X-Forwarded-For who asks: one, or also a CDN.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("BLOOM_PROXIES", 1 if PRODUCTION else 0)

# --- Languages and time -------------------------------------------------------------------------

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "unfold"]
FORMAT_MODULE_PATH = ["config.formats"]
TIME_ZONE = env.str("BLOOM_TIME_ZONE", "Asia/Shanghai")

# --- Files --------------------------------------------------------------------------------------

STATICFILES_DIRS = [
    BASE_DIR / "static",
    # Bootstrap's own files, from its PyPI package; `find_spec` because the package is never imported.
    ("bootstrap", Path(find_spec("xstatic.pkg.bootstrap").submodule_search_locations[0]) / "data"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {"BACKEND": "competition.files.PrivateFiles"},  # served by views that ask who may have them
    "staticfiles": {"BACKEND": "website.static_files.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = not PRODUCTION
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # an activity with 100 agenda items posts about 1,500

# --- Protection ---------------------------------------------------------------------------------

# Strict everywhere; the admin alone is loosened, by `directory.admin_site`.
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],  # Bootstrap draws its arrows and ticks as data: images
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
CSRF_COOKIE_HTTPONLY = True
if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

# --- What is written down: to standard error, where the machine's own journal takes it -----------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": [], "level": "INFO", "propagate": True}},
}

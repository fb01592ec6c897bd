"""What every environment shares. The environments beside this file only change what they must."""

from pathlib import Path

from csp.constants import NONE, SELF, UNSAFE_INLINE

from nackamodellen import env

from .installable import *  # noqa: F403
from .logs import LOGGING  # noqa: F401
from .search import *  # noqa: F403

ROOT = Path(__file__).resolve().parents[3]
SITE_DIR = ROOT / "site"
VAR_DIR = Path(env.text("VAR_DIR", str(ROOT / "var")))

# --- Apps -------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "nackamodellen",
    "home",
    "search",
    "headless",
    "objektsidor",
    "utbildning",
    "modellen",
    "nyheter",
    "sidor",
    "personer",
    "grund",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    # Whatever answers below, a static file or a redirect too, gets the headers of these four.
    "django.middleware.security.SecurityMiddleware",
    "nackamodellen.middleware.ContentSecurityPolicyMiddleware",
    "nackamodellen.middleware.PermissionsPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "nackamodellen.middleware.SessionMiddleware",
    "nackamodellen.middleware.PrivateAnswersMiddleware",
    "nackamodellen.middleware.PathLanguageMiddleware",
    "nackamodellen.middleware.Utf8Middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "nackamodellen.middleware.ProtectedRowMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "nackamodellen.urls"
WSGI_APPLICATION = "nackamodellen.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",  # the admin shows them
                "grund.context_processors.base_template",
            ],
        },
    }
]

# --- Database ---------------------------------------------------------------------------------


def database_settings(found):
    """Complete what :func:`env.database` read with what this site demands of the engine."""
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        found["CONN_MAX_AGE"] = 60
        found["CONN_HEALTH_CHECKS"] = True
        milliseconds = env.integer("DATABASE_STATEMENT_TIMEOUT", 15, least=1, most=3600) * 1000
        options = dict(found.get("OPTIONS") or {})
        options["options"] = f"{options.get('options', '')} -c statement_timeout={milliseconds}".strip()
        found["OPTIONS"] = options
    return found


DATABASES = {"default": database_settings(env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}"))}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}

# --- Users and log-in -------------------------------------------------------------------------

AUTH_USER_MODEL = "nackamodellen.User"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "/mina-uppgifter/"
LOGOUT_REDIRECT_URL = "/"
WAGTAIL_FRONTEND_LOGIN_URL = "/logga-in/"
WAGTAILADMIN_LOGIN_URL = "/logga-in/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
LOGIN_TRIES_PER_NAME = env.integer("LOGIN_TRIES_PER_NAME", 5, least=1)
LOGIN_TRIES_PER_ADDRESS = env.integer("LOGIN_TRIES_PER_ADDRESS", 200, least=1)
LOGIN_TRIES_MINUTES = env.integer("LOGIN_TRIES_MINUTES", 10, least=1)
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Language and time ------------------------------------------------------------------------

LANGUAGE_CODE = "sv"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
USE_I18N = USE_TZ = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Europe/Stockholm"
LOCALE_PATHS = [ROOT / "locale"]
# An untranslated copy must never go live by itself.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# --- Files ------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "nackamodellen.one_sheet.OneSheetFinder",
]
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.text("MEDIA_ROOT", str(VAR_DIR / "media")))
# Whether the application itself hands out uploaded images; off where a web server does.
SERVE_MEDIA = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Security ---------------------------------------------------------------------------------

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin's preview shows pages in a frame
SILENCED_SYSTEM_CHECKS = ["security.W019"]  # which asks for DENY
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = env.integer("SESSION_HOURS", 12, least=1, most=24 * 14) * 3600
CSRF_FAILURE_VIEW = "nackamodellen.views.csrf_failure"
_POLICY = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "img-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "frame-ancestors": [SELF],
    "object-src": [NONE],
}
CONTENT_SECURITY_POLICY = {"DIRECTIVES": _POLICY}
# Wagtail's own screens need inline script and style, blob images in the cropper, and the preview frame.
ADMIN_CONTENT_SECURITY_POLICY = {
    **_POLICY,
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}

# --- Mail: each environment says by which way it leaves -----------------------------------------

DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.mailbox("DEFAULT_FROM_EMAIL", "Nackamodellen <utbildning@example.org>")
EMAIL_TIMEOUT = 20  # seconds

# --- Wagtail ----------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = env.text("SITE_NAME", "Nackamodellen")
WAGTAILADMIN_BASE_URL = env.address("BASE_URL", "http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False  # an address decides whose registrations one sees
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS = []  # an embed would call an outside host
WAGTAILAPI_DOCS_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # no choice to make; the machine's list has names that no browser knows
WAGTAILIMAGES_IMAGE_MODEL = "nackamodellen.Image"
WAGTAILIMAGES_IMAGE_FORM_BASE = "nackamodellen.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILDOCS_DOCUMENT_MODEL = "nackamodellen.Document"
WAGTAILDOCS_EXTENSIONS = ["csv", "docx", "odt", "ods", "odp", "pdf", "pptx", "txt", "xlsx"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 25 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        # What the design has a shape for, and nothing else.
        "OPTIONS": {"features": ["h3", "bold", "italic", "ul", "ol", "link", "document-link"]},
    }
}

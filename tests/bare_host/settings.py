"""A Wagtail site that is not ours: stock users, images and documents, no translation add-on, one language.

The migrations of the installable apps are made here, on the oldest versions they promise (`make migrations`).
"""

SECRET_KEY = "a-bare-host-serves-nobody"
INSTALLED_APPS = [
    "grund",
    "personer",
    "objektsidor",
    "utbildning",
    "headless",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
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
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
ROOT_URLCONF = "tests.bare_host.urls"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
WAGTAIL_SITE_NAME = "Bare host"
WAGTAILADMIN_BASE_URL = "http://localhost"
BASE_TEMPLATE = "base.html"
USE_TZ = True
STATIC_URL = "/static/"

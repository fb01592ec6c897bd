"""A foreign Wagtail site for `make plugin`: made by `wagtail start`, with users and images of its own.

Installing ours touches its settings and its addresses, and nothing else; taking ours out puts both back as they were.
"""

import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]
PARTS = ROOT / "tests/plugin_host"

OWN = """
# --- The host's own users and images ---
INSTALLED_APPS += ["accounts", "pictures"]
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
AUTH_USER_MODEL = "accounts.Account"
WAGTAILIMAGES_IMAGE_MODEL = "pictures.Picture"
"""
# What Wagtail itself asks for on Django 6.1.
POSTGRESQL = 'INSTALLED_APPS += ["django.contrib.postgres"]\n'
LOCALIZE = """
INSTALLED_APPS += ["wagtail_localize", "wagtail_localize.locales"]
MIDDLEWARE.insert(2, "django.middleware.locale.LocaleMiddleware")
LANGUAGE_CODE = "sv"
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("sv", "Svenska"), ("en", "English")]
"""
# The steps of docs/plugin.md that are edits.
SETTINGS = """
INSTALLED_APPS += ["grund", "personer", "objektsidor", "utbildning", "headless"]
TIME_ZONE = "Europe/Stockholm"
NACKAMODELLEN = {
    "BASE_TEMPLATE": "grund/inside.html",
    "INDEX_PARENTS": ["home.HomePage"],
    "COURSE_EMAIL_DOMAINS": ["example.org"],
}
"""
URLS = """    path("anmalan/", include("utbildning.urls")),
    path("api/innehall/v1/", include("headless.urls")),
"""
ABOVE = '    path("search/", search_views.search, name="search"),\n'
LOCAL = """
from pathlib import Path

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(Path(__file__).resolve().parents[2] / "mail")
WAGTAILADMIN_BASE_URL = "http://localhost"
DEFAULT_FROM_EMAIL = "Kurser <kurser@example.org>"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
"""


def complete(folder: Path, database: str, localize: bool) -> None:
    """Give what `wagtail start` made its own users and images, its database and its languages."""
    for name in ("accounts", "pictures"):
        shutil.copytree(PARTS / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("browser", "before", "use", "after"):
        shutil.copy(PARTS / f"{name}.py", folder)
    settings = folder / "host/settings"
    own = OWN + (POSTGRESQL if database else "") + (LOCALIZE if localize else "")
    _append(settings / "base.py", own)
    (settings / "local.py").write_text(LOCAL + _databases(database), encoding="utf-8")
    if localize:
        _with_languages(folder / "host/urls.py")


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def _databases(address: str) -> str:
    if not address:
        return ""
    parts = urlsplit(address)
    found = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username,
        "HOST": unquote(parts.netloc.rpartition("@")[2]),
    }
    return f"DATABASES = {{'default': {found!r}}}\n"


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    if old not in text:
        raise SystemExit(f"`wagtail start` makes another {file.name} than this script knows: it lacks {old.strip()}")
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def _with_languages(urls: Path) -> None:
    """Pages in the second language stand below /en/."""
    _replace(urls, "urlpatterns = urlpatterns + [\n", "urlpatterns = urlpatterns + i18n_patterns(\n")
    text = urls.read_text(encoding="utf-8")
    head, _mark, _tail = text.rpartition("]")
    head = "from django.conf.urls.i18n import i18n_patterns\n" + head
    urls.write_text(head + "    prefix_default_language=False,\n)\n", encoding="utf-8")


class Installed:
    """The edits of the six steps; ``undo()`` gives back every byte."""

    def __init__(self, folder: Path):
        files = [folder / "host/settings/base.py", folder / "host/urls.py"]
        self._before = {file: file.read_bytes() for file in files}
        _append(files[0], SETTINGS)
        _replace(files[1], ABOVE, ABOVE + URLS)

    def undo(self) -> None:
        for file, content in self._before.items():
            file.write_bytes(content)

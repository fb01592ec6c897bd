"""What the installable apps demand of the site that installs them, said in sentences instead of tracebacks."""

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.urls import NoReverseMatch, get_script_prefix, resolve, reverse


class InstallableConfig(AppConfig):
    """The base of our app configurations: names the apps that are missing before their models fail to load."""

    default = False
    default_auto_field = "django.db.models.BigAutoField"
    needs = ()

    def import_models(self):
        missing = [name for name in self.needs if not self.apps.is_installed(name)]
        if missing:
            raise ImproperlyConfigured(
                f"The app {self.name} needs {', '.join(missing)}: add {'it' if len(missing) == 1 else 'them'} to "
                f"INSTALLED_APPS, or take {self.name} out."
            )
        super().import_models()


def address_problems(view, app, example, missing_id, hidden_id):
    """Errors where the addresses of an app are not included, or stand below something that answers before them."""
    try:
        path = reverse(view)
    except NoReverseMatch:
        return [
            checks.Error(
                f"The addresses of {app} are not included.",
                hint=f'Add path("{example}/", include("{app}.urls")) to ROOT_URLCONF, above the addresses of Wagtail.',
                id=missing_id,
            )
        ]
    place = "/" + path.removeprefix(get_script_prefix()).lstrip("/")
    # Whatever answers there without being ours stands above it; Wagtail's last line answers everything.
    if view not in (resolve(place).view_name, f"{resolve(place).namespace}:{resolve(place).url_name}"):
        return [
            checks.Error(
                f"The address {path} of {app} is answered by something that stands above it.",
                hint=f'Move include("{app}.urls") above the addresses of Wagtail in ROOT_URLCONF.',
                id=hidden_id,
            )
        ]
    return []


def middleware_problems(wanted, app, id):
    """Errors for middleware that an app needs; one of a host's own that is built on it will do."""
    from django.utils.module_loading import import_string

    classes = []
    for path in settings.MIDDLEWARE:
        try:
            classes.append(import_string(path))
        except ImportError:
            continue  # Django itself says so when it starts to serve
    found = []
    for path in wanted:
        kind = import_string(path)
        if not any(made is kind or (isinstance(made, type) and issubclass(made, kind)) for made in classes):
            sentence = f"The app {app} needs the middleware {path}."
            found.append(checks.Error(sentence, hint="Add it to MIDDLEWARE.", id=id))
    return found

"""The one setting of the installable apps, the dictionary ``NACKAMODELLEN``, and what is wrong with it.

Each app declares in its ``conf.py`` which names it reads, with their defaults; a name begins with the prefix of its app.
Nothing is read before it is asked for, so a test may change the setting.
"""

import functools
from difflib import get_close_matches

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured

NAME = "NACKAMODELLEN"
# name in the dictionary: (default, the least and the most that a number may be; None: no end)
KNOWN = {}
_WORDS = {
    bool: "True or False",
    int: "a whole number",
    float: "a number",
    str: "a text",
    tuple: "a list of whole numbers",
    list: "a list of texts",
    dict: "a dictionary",
}


def given():
    """What the host has set: a dictionary, empty where it has set nothing of use."""
    found = getattr(settings, NAME, {})
    return found if isinstance(found, dict) else {}


def declare(prefix, defaults, least=None, most=None):
    """Make the names of one app known. Returns its reader: ``setting(name)``, which raises KeyError for an unknown name and
    ImproperlyConfigured for a value that cannot be used.

    The kind of a default is the kind that its value must be; ``least`` and ``most`` say of numbers between what they lie.
    """
    least, most = least or {}, most or {}
    KNOWN.update({prefix + name: (default, least.get(name, 0), most.get(name)) for name, default in defaults.items()})

    def setting(name):
        value = given().get(prefix + name, defaults[name])
        if sentence := problem_of(prefix + name, value):
            raise ImproperlyConfigured(sentence)
        return value

    return setting


def quiet(check):
    """Decorator of a system check that reads settings: of a value that cannot be used another one speaks, E006."""

    @functools.wraps(check)
    def checked(**kwargs):
        try:
            return check(**kwargs)
        except ImproperlyConfigured:
            return []

    return checked


def _is_number(value, kind):
    wanted = (int, float) if kind is float else int
    return isinstance(value, wanted) and not isinstance(value, bool)


def _fits(value, default):
    kind = type(default)
    if kind in (int, float):
        return _is_number(value, kind)
    if kind is tuple:
        return isinstance(value, (list, tuple)) and all(_is_number(item, int) and item >= 0 for item in value)
    if kind is list:
        return isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
    return isinstance(value, kind)


def problem_of(name, value):
    """A sentence that says why ``value`` cannot be what ``name`` is; "" where it can."""
    default, least, most = KNOWN[name]
    if not _fits(value, default):
        return f"{NAME}[{name!r}] is {value!r} but must be {_WORDS[type(default)]}."
    if type(default) in (int, float) and value < least:
        return f"{NAME}[{name!r}] is {value!r} but must be at least {least}."
    if most is not None and value > most:
        return f"{NAME}[{name!r}] is {value!r} but must be at most {most}."
    return ""


def check_settings(app_configs=None, **kwargs):
    """E005: a name that no installed app reads, or no dictionary at all. E006: a value that cannot be used."""
    found = getattr(settings, NAME, {})
    if not isinstance(found, dict):
        return [checks.Error(f"{NAME} must be a dictionary, not {type(found).__name__}.", id="grund.E005")]
    errors = []
    for name in found:
        if name not in KNOWN:
            close = get_close_matches(str(name), KNOWN, n=1)
            hint = f"Did you mean {close[0]!r}? " if close else ""
            hint += f"Known names: {', '.join(sorted(KNOWN))}."
            sentence = f"{NAME} has no setting {name!r} that an installed app reads."
            errors.append(checks.Error(sentence, hint=hint, id="grund.E005"))
        elif sentence := problem_of(name, found[name]):
            errors.append(checks.Error(sentence, id="grund.E006"))
    return errors

"""wagtail-localize where it is installed, nothing where it is not."""

from django.apps import apps


def synchronized(*names):
    """Fields that a translation always takes from its source (codes, dates, addresses)."""
    if not apps.is_installed("wagtail_localize"):
        return []
    from wagtail_localize.fields import SynchronizedField

    return [SynchronizedField(name, overridable=False) for name in names]

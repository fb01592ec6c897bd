from . import plugin


class GrundConfig(plugin.InstallableConfig):
    name = "grund"
    label = "grund"
    default = True
    verbose_name = "Grund"
    needs = (
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "wagtail",
        "wagtail.admin",
        "wagtail.documents",
        "wagtail.images",
        "wagtail.users",
    )

    def ready(self):
        from . import checks, host_checks  # noqa: F401  (registers the house rules, and what a host must have)

from grund import plugin


class UtbildningConfig(plugin.InstallableConfig):
    name = "utbildning"
    label = "utbildning"
    default = True
    verbose_name = "Utbildning"
    needs = ("grund", "personer", "django.contrib.sessions", "django.contrib.messages")

    def ready(self):
        from . import checks  # noqa: F401  (registers what a host must have)

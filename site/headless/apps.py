from grund import plugin


class HeadlessConfig(plugin.InstallableConfig):
    name = "headless"
    label = "headless"
    default = True
    verbose_name = "Headless"
    needs = ("grund",)

    def ready(self):
        from . import changes, checks, traces  # noqa: F401  (registers the checks)
        from .webhooks import checks as webhook_checks  # noqa: F401  (the same)
        from .webhooks import signals

        changes.connect()
        traces.connect()
        signals.connect()

from grund import plugin


class ObjektsidorConfig(plugin.InstallableConfig):
    name = "objektsidor"
    label = "objektsidor"
    default = True
    verbose_name = "Objektsidor"
    needs = ("grund",)

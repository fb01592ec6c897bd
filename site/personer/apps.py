from grund import plugin


class PersonerConfig(plugin.InstallableConfig):
    name = "personer"
    label = "personer"
    default = True
    verbose_name = "Personer"
    needs = ("grund",)

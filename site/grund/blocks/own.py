"""Blocks that a site adds to the bodies of our pages, by ``NACKAMODELLEN["BLOCKS"]``, without a migration of ours."""

from django.core.exceptions import ImproperlyConfigured
from django.utils.module_loading import import_string
from wagtail import blocks
from wagtail.blocks.definition_lookup import BlockDefinitionLookupBuilder
from wagtail.fields import StreamField

from grund.conf import setting


def own_blocks(taken=()):
    """[(name, block)] that the site has named. Raises ImproperlyConfigured with what is wrong."""
    found = []
    for name, path in setting("BLOCKS").items():
        where = f"NACKAMODELLEN['BLOCKS'][{name!r}]"
        if name in taken:
            raise ImproperlyConfigured(f"{where}: there is a block of that name already. Choose another.")
        try:
            made = import_string(path)
        except (ImportError, AttributeError, TypeError) as error:
            raise ImproperlyConfigured(f"{where} is {path!r}, which cannot be imported: {error}") from error
        if not (isinstance(made, type) and issubclass(made, blocks.Block)):
            raise ImproperlyConfigured(f"{where} is {path!r}, which is no class of blocks.")
        try:
            found.append((name, made()))
        except Exception as error:
            raise ImproperlyConfigured(f"{where} is {path!r}, which cannot be made without more: {error}") from error
    return found


class OpenStreamBlock(blocks.StreamBlock):
    """A stream that takes the site's own blocks too. Migrations do not name them: a stream is stored as JSON anyhow, and
    a site cannot write migrations into our apps."""

    def __init__(self, local_blocks=None, **kwargs):
        ours = list(local_blocks or [])
        own = own_blocks([name for name, _block in ours])
        self.own_names = {name for name, _block in own}
        super().__init__([*ours, *own], **kwargs)

    def frozen(self):
        """[(name, block)] that a migration names."""
        return [(name, block) for name, block in self.child_blocks.items() if name not in self.own_names]

    def deconstruct(self):
        path, _args, kwargs = super().deconstruct()
        return path, [self.frozen()], kwargs

    def deconstruct_with_lookup(self, lookup):
        path, _args, kwargs = super().deconstruct()
        return path, [[(name, lookup.add_block(block)) for name, block in self.frozen()]], kwargs


class BodyField(StreamField):
    """A stream of :class:`OpenStreamBlock`; in a migration a plain ``StreamField``."""

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        if isinstance(self.stream_block, OpenStreamBlock):
            lookup = BlockDefinitionLookupBuilder()
            args = [[(kind, lookup.add_block(block)) for kind, block in self.stream_block.frozen()]]
            kwargs["block_lookup"] = lookup.get_lookup_as_dict()
        return name, "wagtail.fields.StreamField", args, kwargs

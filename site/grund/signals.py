"""What the apps tell each other."""

from django.dispatch import Signal

changed = Signal()
"""Business records changed. Services send it inside their transaction, so that a receiver's rows stand or fall with
the change: ``changed.send(sender=Model, pks=[…], what="registered")``. ``what`` is the verb of the service."""

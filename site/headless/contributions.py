"""What the app gives to others: the worker's rows and jobs, and how long they are kept."""

from .webhooks import contributions as webhooks

__all__ = ["webhooks"]

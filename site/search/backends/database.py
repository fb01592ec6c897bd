"""The backend that fits the database, for settings that are read before anybody knows which it is."""

from django.db import connection

if connection.vendor == "postgresql":
    from .postgres import SearchBackend
else:
    from .sqlite import SearchBackend

__all__ = ["SearchBackend"]

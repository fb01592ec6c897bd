"""What the endpoints of every app share: shapes of answers, what a reader gets of content, parameters and problems.

An app brings its endpoints as a plain django-ninja router in its own ``api.py`` and gives it as
``@gives("api_router")``; whatever mounts it (the app ``headless``) checks parameters, names the reader and adds headers.
A view returns plain dictionaries in the shape of its ``response``, or raises :class:`~grund.api.problems.Problem`.
"""

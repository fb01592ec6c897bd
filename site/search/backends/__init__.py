"""Search backends of ours for whatever asks Wagtail's own ``search()``: the admin. The public search has its own engines.

They find words by their Swedish stem and without å ä ö, ask the database once however many rows match, and no text that
somebody types makes them fail. ``search.backends.database`` takes the one that fits the database.
"""

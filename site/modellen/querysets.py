"""Translatable snippets: one row per language, the Swedish one standing in where a language has none."""

from django.conf import settings


def in_language_or_source(rows, language):
    """One row per ``uid`` in ``language``, else in the source language; in the rows' own order of title."""
    source = settings.LANGUAGE_CODE
    found = {}
    for row in rows.filter(locale__language_code__in={language, source}).select_related("locale"):
        if row.uid not in found or row.locale.language_code == language:
            found[row.uid] = row
    return list(found.values())

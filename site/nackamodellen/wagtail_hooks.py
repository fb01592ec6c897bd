from . import contributions  # noqa: F401 - registers what this site gives

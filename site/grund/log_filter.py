"""Keeps the words of personal links out of the log."""

import logging
import re

# A path's part that long is a random word (or a key), never something that a person named.
_WORD = re.compile(r"(?:(?<=/)|(?<=%2[fF]))[A-Za-z0-9_:-]{32,}(?=[/?&%\s\"'\]]|$)")


class MaskLinks(logging.Filter):
    """Long random words in addresses become an ellipsis, in the message and in its arguments."""

    def filter(self, record):
        message = record.getMessage()
        masked = _WORD.sub("…", message)
        if masked != message:
            record.msg, record.args = masked, ()
        return True

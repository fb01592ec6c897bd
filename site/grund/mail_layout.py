"""How a mail of ours looks: the same few parts as text and as HTML."""

import textwrap

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import override

WIDTH = 72
# A mail is no page: no style sheet is fetched and no policy rules it, so its rules stand in its head. Colours are
# those of tokens.css, written out since mail programs do not know custom properties.
STYLE = """
body { margin: 0; padding: 24px 16px; background: #fff; color: #16262e;
  font: 17px/1.5 "Segoe UI", system-ui, -apple-system, "Noto Sans", Arial, sans-serif; }
.mail { max-width: 592px; margin: 0 auto; }
h1 { margin: 0 0 16px; font: bold 24px/1.25 Charter, Cambria, Georgia, serif; color: #0e4a5a; }
p { margin: 0 0 16px; }
a { color: #0b5c8c; overflow-wrap: anywhere; }
table { margin: 0 0 16px; border-collapse: collapse; }
th, td { padding: 6px 16px 6px 0; border-bottom: 1px solid #ddd6c9; text-align: left; vertical-align: top; }
.button { display: inline-block; padding: 12px 24px; border-radius: 2px; background: #0e4a5a; color: #fff;
  font-weight: bold; text-decoration: none; }
.address { font-size: 15px; color: #4a5a62; }
.sender { padding-top: 16px; border-top: 1px solid #ddd6c9; color: #4a5a62; }
@media (prefers-color-scheme: dark) {
  body { background: #0f181d; color: #edf2f3; }
  h1 { color: #86cbda; }
  a { color: #8fc9f7; }
  th, td, .sender { border-color: #2c3d46; }
  .button { background: #86cbda; color: #0f181d; }
  .address, .sender { color: #b4c2c8; }
}
"""


def _wrapped(text, indent=""):
    """The text in lines of at most 72 characters; an address that is longer stays whole, or it could not be clicked."""
    lines = [
        textwrap.fill(line, WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        for line in text.splitlines()
    ]
    return f"\n{indent}".join(lines)


def compose(*, subject, paragraphs, facts=(), action=None, after=(), language, sender):
    """A mail from its parts. Returns (text, html).

    ``paragraphs``: texts above the facts. ``facts``: pairs of label and value. ``action``: label and address of the
    one thing to do. ``after``: texts below it. ``sender``: the closing line. All are plain texts, in ``language``.
    """
    with override(language):
        label, url = action or ("", "")
        facts = [(str(name), str(value)) for name, value in facts]
        shared = {"subject": str(subject), "language": language, "sender": str(sender)}
        shared["action"] = {"label": str(label), "url": str(url)} if action else None
        paragraphs, after = [str(text) for text in paragraphs], [str(text) for text in after]
        plain = {
            **shared,
            "paragraphs": [_wrapped(text) for text in paragraphs],
            "facts": [_wrapped(f"{name}: {value}", indent="  ") for name, value in facts],
            "after": [_wrapped(text) for text in after],
        }
        rich = {
            **shared,
            "paragraphs": paragraphs,
            "facts": facts,
            "after": after,
            "style": mark_safe(f"<style>{STYLE}</style>"),  # noqa: S308 (our own constant)
        }
        text = render_to_string("grund/mail/message.txt", plain).strip() + "\n"
        return text, render_to_string("grund/mail/message.html", rich)

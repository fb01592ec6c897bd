"""QR codes as SVG that may stand in a page under a strict policy: attributes only, no style, no script, no reference."""

from __future__ import annotations

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

QUIET_ZONE = 4  # modules of white around it, without which readers do not find it


def svg(text: str, title: str) -> SafeString:
    """A QR code of ``text``, most often an address, as an inline ``<svg>`` without a size of its own.

    ``title`` is its alternative text: what it leads to, not what it looks like. Dark on white whatever the colours around
    it are, since many readers know nothing else. The unit of the view box is one module.

    Raises ValueError where ``text`` is longer than a QR code can hold (about 2300 characters) or empty.
    """
    if not text:
        raise ValueError("A QR code of nothing leads nowhere.")
    code = segno.make(text, error="m", micro=False)
    side = code.symbol_size(scale=1, border=QUIET_ZONE)[0]
    path = []
    for y, row in enumerate(code.matrix, start=QUIET_ZONE):
        x = 0
        while x < len(row):
            begin = x
            while x < len(row) and row[x]:
                x += 1
            if x > begin:  # a run of dark modules
                path.append(f"M{begin + QUIET_ZONE} {y}h{x - begin}v1h-{x - begin}z")
            else:
                x += 1
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{title}"'
        ' shape-rendering="crispEdges"><title>{title}</title><rect width="{side}" height="{side}" fill="#fff"/>'
        '<path d="{path}" fill="#000"/></svg>',
        side=side,
        title=title,
        path=mark_safe("".join(path)),  # noqa: S308 - numbers and letters made above
    )

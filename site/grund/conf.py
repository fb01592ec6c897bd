"""What a host may decide about what all installable apps share: names in the setting ``NACKAMODELLEN``, with defaults."""

from .host_settings import declare

DEFAULTS = {
    # The template that pages extend: its blocks are those of grund/base.html.
    "BASE_TEMPLATE": "grund/base.html",
    # Page types that the lists of objects and of courses may stand below, as "start.StartPage". Empty: any.
    "INDEX_PARENTS": [],
    # More blocks for the bodies of pages: {"map": "myapp.blocks.MapBlock"}.
    "BLOCKS": {},
    # More renditions in the content interface: {"stamp": ["width-100"]}.
    "RENDITIONS": {},
    # Days until text and address of a mail are removed.
    "MAIL_BODY_DAYS": 30,
    # How long a worker may hold a mail, in seconds; longer than EMAIL_TIMEOUT.
    "MAIL_LEASE_SECONDS": 120.0,
    # Where answers to mails go. Empty: to DEFAULT_FROM_EMAIL.
    "MAIL_REPLY_TO": "",
    # Proxies in front of the site that add to X-Forwarded-For, for the throttles.
    "TRUSTED_PROXIES": 0,
}

setting = declare("", DEFAULTS, least={"MAIL_BODY_DAYS": 1, "MAIL_LEASE_SECONDS": 1})

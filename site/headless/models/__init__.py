from .changes import ContentChange
from .tokens import ReaderToken
from .traces import PageTrace
from .webhooks import PublicPage, PublicRedirect, WebhookDelivery, WebhookEndpoint, WebhookEvent, WebhookFeed

__all__ = [
    "ContentChange",
    "PageTrace",
    "PublicPage",
    "PublicRedirect",
    "ReaderToken",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
    "WebhookFeed",
]

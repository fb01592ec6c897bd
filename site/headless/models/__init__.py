from .changes import ContentChange
from .tokens import ReaderToken
from .webhooks import PublicPage, PublicRedirect, WebhookDelivery, WebhookEndpoint, WebhookEvent, WebhookFeed

__all__ = [
    "ContentChange",
    "PublicPage",
    "PublicRedirect",
    "ReaderToken",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WebhookEvent",
    "WebhookFeed",
]

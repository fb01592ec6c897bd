from .webhooks import PublicPage, PublicRedirect, WebhookDelivery, WebhookEndpoint, WebhookEvent, WebhookFeed

__all__ = ["PublicPage", "PublicRedirect", "WebhookDelivery", "WebhookEndpoint", "WebhookEvent", "WebhookFeed"]

"""System checks of the webhooks."""

from django.core import checks

from grund.host_settings import quiet

from .conf import setting


@checks.register("headless")
@quiet
def check_lease(app_configs=None, **kwargs):
    """E004: a delivery may outlive the lease that keeps another worker from it."""
    if setting("LEASE_SECONDS") > 2 * setting("TIMEOUT"):
        return []
    sentence = "NACKAMODELLEN: WEBHOOK_LEASE_SECONDS is not more than twice WEBHOOK_TIMEOUT."
    return [checks.Error(sentence, hint="Another worker would send what is being sent.", id="headless.E004")]


@checks.register("headless", checks.Tags.security, deploy=True)
@quiet
def check_allowed_hosts(app_configs=None, **kwargs):
    """W001: webhooks may go where they must not in production."""
    named = setting("ALLOWED_HOSTS")
    if not named:
        return []
    return [
        checks.Warning(
            f"Webhooks may go to {', '.join(named)} without encryption and into a private network.",
            hint="WEBHOOK_ALLOWED_HOSTS is for tests and development. Leave it empty in production.",
            id="headless.W001",
        )
    ]

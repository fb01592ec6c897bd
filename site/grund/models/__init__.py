from .audit import AuditEvent
from .jobs import ScheduledJob
from .outbox import OutboxMail
from .page import BasePage, RoutableBasePage
from .retention import RetentionHold, RetentionRecord
from .throttle import ThrottleCounter

__all__ = [
    "AuditEvent",
    "BasePage",
    "OutboxMail",
    "RetentionHold",
    "RetentionRecord",
    "RoutableBasePage",
    "ScheduledJob",
    "ThrottleCounter",
]

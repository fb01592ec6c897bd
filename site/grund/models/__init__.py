from .jobs import ScheduledJob
from .page import BasePage, RoutableBasePage
from .throttle import ThrottleCounter

__all__ = ["BasePage", "RoutableBasePage", "ScheduledJob", "ThrottleCounter"]

from .jobs import ScheduledJob
from .page import BasePage
from .throttle import ThrottleCounter

__all__ = ["BasePage", "ScheduledJob", "ThrottleCounter"]

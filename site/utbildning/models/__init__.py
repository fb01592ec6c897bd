"""Courses are pages; occasions, registrations and records are rows that only ``services`` changes."""

from .occasions import CourseQuestion, Occasion, OccasionDay
from .pages import CourseIndexPage, CoursePage
from .records import Attendance, CourseRecord, NewDateWish
from .registrations import AccessToken, Answer, CalendarItem, Needs, PendingRegistration, Registration

__all__ = [
    "AccessToken",
    "Answer",
    "Attendance",
    "CalendarItem",
    "CourseIndexPage",
    "CoursePage",
    "CourseQuestion",
    "CourseRecord",
    "Needs",
    "NewDateWish",
    "Occasion",
    "OccasionDay",
    "PendingRegistration",
    "Registration",
]

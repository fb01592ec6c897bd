"""The content's relative dates: ("B", month, day), ("B-1", …), ("B+1", …) or ("today", days)."""

from datetime import date, timedelta

from grund.days import next_working_day


def resolve(value, base_year, today, working_day=False):
    """The day that ``value`` means; None stays None. Days from the load date may be moved to a working day."""
    if value is None or isinstance(value, date):
        return value
    if value[0] == "today":
        day = today + timedelta(days=value[1])
        return next_working_day(day) if working_day else day
    offset = int(value[0][1:] or 0)
    return date(base_year + offset, value[1], value[2])


def fill(value, base_year):
    """``value`` with {year} and {next_year} filled in, through lists, tuples and dicts."""
    if isinstance(value, str):
        return value.replace("{year}", str(base_year)).replace("{next_year}", str(base_year + 1))
    if isinstance(value, dict):
        return {key: fill(item, base_year) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(fill(item, base_year) for item in value)
    return value

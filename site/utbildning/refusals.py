"""Why something was not done: each with a sentence for whoever asked."""

from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """The service did nothing. ``sentence`` says why and what to do; ``field`` names the form field it belongs to."""

    sentence = _("That cannot be done right now.")

    def __init__(self, sentence=None, field=None):
        self.sentence = sentence or self.sentence
        self.field = field
        super().__init__(str(self.sentence))


class Busy(Refused):
    """Somebody else held the lock too long. Nothing was saved; trying again is right."""

    sentence = _("Many are registering right now. Nothing was saved; wait a moment and try again.")


class NotOpen(Refused):
    """Registration has not opened, has closed, or the course is cancelled or over."""

    sentence = _(
        "Registration is closed, so you have not been registered. Ask the organiser if you still want to come."
    )


class FactsChanged(Refused):
    """Day, time or place changed after the form was opened."""

    sentence = _("The day, time or place has changed since you opened the form. Check it and send the form again.")


class WouldWait(Refused):
    """No seat is free. ``position`` is the place in the queue that registering would give."""

    def __init__(self, position):
        self.position = position
        super().__init__(
            _("The course is full. You get place %(position)d in the queue if you register.") % {"position": position}
        )


class AlreadyRegistered(Refused):
    """The person or address has a registration; ``registration`` is it."""

    sentence = _("This person is registered already.")

    def __init__(self, registration):
        self.registration = registration
        super().__init__()


class BelowTaken(Refused):
    """Fewer seats than are taken. ``taken`` says how many."""

    def __init__(self, taken):
        self.taken = taken
        super().__init__(
            _("%(taken)d seats are taken. Cancel registrations first, or choose at least that many.")
            % {"taken": taken},
            field="seats",
        )

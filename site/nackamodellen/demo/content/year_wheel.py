"""The yearly wheel of the demo site: dates that recur every year.

``EVENTS`` is a list of dicts with the keys

``uid``                      stable ASCII slug
``title``, ``title_en``      never name a year; the wheel shows any year
``start``, ``end``           (month, day); ``end`` is None for a single day
``kind``                     deadline, meeting, training, period or information
``audience``, ``audience_en``  whom it concerns, as plain text
``track``                    none, inventory, pair or owner: which arc of the wheel it draws
``arc_label``, ``arc_label_en``  the short text along the arc, or ""
``roll``                     True if it moves to the next working day (deadlines and meetings)
``link``                     path on the site, or ""
``reminder_days``            days before the start when a reminder is due

Twelve of them are numbered in the list beside the wheel. The basic training comes from the
course pages, so it is not retyped here. The two events with track ``pair`` and ``owner`` only
draw the arcs and are not part of the numbered list.
"""

PAIR = ("Objektledarparet", "The object lead pair")
OWNER = ("Objektägare", "Object owners")
SPECIALISTS = ("Systemspecialister", "System specialists")
MODEL_MANAGER = ("Modellförvaltare", "Model manager")

# Kinds that must fall on a working day.
ROLLING = ("deadline", "meeting")


def _event(
    uid,
    title,
    title_en,
    start,
    kind,
    audience,
    *,
    end=None,
    track="none",
    arc_label=("", ""),
    link="",
    reminder_days=(),
):
    """One entry of EVENTS; ``audience`` and ``arc_label`` are (Swedish, English)."""
    return {
        "uid": uid,
        "title": title,
        "title_en": title_en,
        "start": start,
        "end": end,
        "kind": kind,
        "audience": audience[0],
        "audience_en": audience[1],
        "track": track,
        "arc_label": arc_label[0],
        "arc_label_en": arc_label[1],
        "roll": kind in ROLLING,
        "link": link,
        "reminder_days": list(reminder_days),
    }


EVENTS = [
    _event(
        "uppfoljning-k4",
        "Uppföljning K4 för förra året",
        "Follow-up Q4 for last year",
        (1, 31),
        "deadline",
        PAIR,
        link="/mallar/",
        reminder_days=[14, 3],
    ),
    _event(
        "fjolarets-plan-avslutas",
        "Fjolårets plan avslutas",
        "Last year's plan is closed",
        (2, 28),
        "deadline",
        OWNER,
        link="/roller/objektagare/",
        reminder_days=[14, 3],
    ),
    _event(
        "systeminventering",
        "Systeminventering",
        "System inventory",
        (3, 1),
        "period",
        SPECIALISTS,
        end=(5, 31),
        track="inventory",
        arc_label=("Inventering", "Inventory"),
        link="/mallar/",
        reminder_days=[14, 3],
    ),
    _event(
        "uppfoljning-k1",
        "Uppföljning K1",
        "Follow-up Q1",
        (4, 15),
        "deadline",
        PAIR,
        link="/mallar/",
        reminder_days=[14, 3],
    ),
    _event(
        "forutsattningar",
        "Förutsättningar och budgetdirektiv för nästa år",
        "Conditions and budget directive for next year",
        (5, 15),
        "meeting",
        OWNER,
        link="/roller/objektagare/",
        reminder_days=[14, 3],
    ),
    _event(
        "utkast-skapas",
        "Utkast till nästa års plan skapas",
        "Draft of next year's plan is created",
        (6, 1),
        "information",
        PAIR,
        link="/objekt/",
        reminder_days=[14],
    ),
    _event(
        "uppfoljning-k2",
        "Uppföljning K2",
        "Follow-up Q2",
        (8, 15),
        "deadline",
        PAIR,
        link="/mallar/",
        reminder_days=[14, 3],
    ),
    _event(
        "budgetdialog",
        "Utkastet är klart, budgetdialog",
        "The draft is ready, budget dialogue",
        (9, 15),
        "meeting",
        PAIR,
        link="/roller/objektledare-verksamhet/",
        reminder_days=[14, 3],
    ),
    _event(
        "paret-godkanner",
        "Paret godkänner planen. Uppföljning K3",
        "The pair approves the plan. Follow-up Q3",
        (10, 15),
        "deadline",
        PAIR,
        link="/mallar/",
        reminder_days=[14, 3],
    ),
    _event(
        "portfoljdialog",
        "Portföljdialog: objekten vägs mot varandra",
        "Portfolio dialogue: the objects are weighed against each other",
        (10, 31),
        "meeting",
        OWNER,
        link="/objekt/",
        reminder_days=[14, 3],
    ),
    _event(
        "objektagaren-beslutar",
        "Objektägaren beslutar om planen",
        "The object owner decides on the plan",
        (11, 30),
        "deadline",
        OWNER,
        link="/roller/objektagare/",
        reminder_days=[14, 3],
    ),
    _event(
        "plan-diarieford",
        "Planen är diarieförd och publicerad",
        "The plan is registered and published",
        (12, 15),
        "information",
        MODEL_MANAGER,
        link="/objekt/",
        reminder_days=[14],
    ),
    # Arcs only.
    _event(
        "paret-skriver",
        "Paret skriver och godkänner",
        "The pair writes and approves",
        (6, 1),
        "period",
        PAIR,
        end=(10, 15),
        track="pair",
        arc_label=("Paret skriver och godkänner", "The pair writes and approves"),
        link="/modellen/",
    ),
    _event(
        "agaren-beslutar",
        "Ägaren beslutar",
        "The owner decides",
        (10, 15),
        "period",
        OWNER,
        end=(11, 30),
        track="owner",
        arc_label=("Ägaren beslutar", "The owner decides"),
        link="/roller/objektagare/",
    ),
]

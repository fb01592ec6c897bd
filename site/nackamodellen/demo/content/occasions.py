"""When the demo's courses are held, and who comes: constants only.

Days are tuples: ("B", month, day) in the base year, ("B+1", month, day) in the year after, ("today", days) from the load
date; the loader moves the last kind to a working day. Weekdays are never written in a text, since they differ from year to
year. ``closes`` is such a day too, or the number of days before the first day; registration closes when it ends.

``seats`` are all there are, ``coming`` how many have a seat, ``waiting`` how many wait. ``held`` says what there is instead
once the first day has come: how many have a seat, how many of them stayed away, how many had cancelled.
"""

TOWN_HALL = "Nacka stadshus, Granitvägen 15"

OCCASIONS = [
    {
        "course": "grundutbildning",
        "days": [(("B", 3, 25), "09:00", "16:00"), (("B", 3, 26), "09:00", "16:00")],
        "place": TOWN_HALL,
        "note": "Lunch och kaffe ingår båda dagarna.",
        "gives_certificate": True,
        "closes": 14,
        "seats": 20,
        "coming": 13,
        "held": {"coming": 19, "absent": 1, "cancelled": 1},
    },
    {
        "course": "grundutbildning",
        "days": [(("B+1", 3, 18), "09:00", "16:00"), (("B+1", 3, 19), "09:00", "16:00")],
        "place": TOWN_HALL,
        "note": "Lunch och kaffe ingår båda dagarna.",
        "gives_certificate": True,
        "closes": 14,
        "seats": 20,
        "coming": 11,
        "account": "objektledare",
    },
    {
        "course": "objektplan-pa-en-halvdag",
        "days": [(("today", 28), "08:30", "12:00")],
        "place": TOWN_HALL,
        "note": "Ta med förra årets plan och en dator.",
        "closes": 7,
        "seats": 24,
        "coming": 24,
        "waiting": 3,
    },
    {
        "course": "klassa-ett-system",
        "days": [(("today", 35), "13:00", "15:00")],
        "form": "online",
        "link": "https://moten.example.org/klassa-ett-system",
        "note": "Du får länken till mötet när du har fått en plats.",
        "closes": 2,
        "seats": 30,
        "coming": 8,
    },
    {
        "course": "introduktion-for-objektagare",
        "days": [(("today", 14), "08:00", "09:00")],
        "place": TOWN_HALL,
        "closes": ("today", -1),
        "seats": 16,
        "coming": 9,
    },
    {
        "course": "natverkstraff-systemspecialister",
        "days": [(("today", 21), "13:00", "15:00")],
        "place": TOWN_HALL,
        "closes": 7,
        "seats": 40,
        "coming": 6,
        "cancel_reason": "För få kunde komma den här gången. Vi ses till hösten i stället.",
    },
]

# Those who have no account: first name, unit, role, object. The order is that of their registrations.
PARTICIPANTS = [
    ("Noa", "UTBF", "object_lead_business", "UTB"),
    ("Mika", "DIGI", "object_lead_it", "UTB"),
    ("Lo", "SOCF", "object_lead_business", "SOC"),
    ("Eli", "DIGI", "object_lead_it", "SOC"),
    ("Tintin", "SAMF", "object_lead_business", "SAM"),
    ("Love", "DIGI", "object_lead_it", "SAM"),
    ("Jamie", "UTBF", "specialist_business", "UTB"),
    ("Andrea", "DIGI", "specialist_it", "UTB"),
    ("Billie", "SOCF", "specialist_business", "SOC"),
    ("Dani", "DIGI", "specialist_it", "SOC"),
    ("Ellis", "SAMF", "specialist_business", "SAM"),
    ("Jo", "DIGI", "specialist_it", "SAM"),
    ("Kit", "KOMMUN", "object_lead_business", "EKO"),
    ("Marion", "DIGI", "object_lead_it", "EKO"),
    ("Nour", "KOMMUN", "specialist_business", "EKO"),
    ("Rene", "KOMMUN", "object_lead_business", "HRL"),
    ("Sasha", "DIGI", "object_lead_it", "HRL"),
    ("Toni", "KOMMUN", "specialist_business", "HRL"),
    ("Vide", "DIGI", "object_lead_business", "DAP"),
    ("Inge", "DIGI", "object_lead_it", "DAP"),
    ("Juno", "DIGI", "specialist_business", "DAP"),
    ("Kaj", "DIGI", "specialist_it", "DAP"),
    ("Lee", "UTBF", "object_owner", "UTB"),
    ("Mio", "SOCF", "object_owner", "SOC"),
    ("Pim", "SAMF", "object_owner", "SAM"),
    ("Tove", "KOMMUN", "object_owner", "EKO"),
    ("Uno", "KOMMUN", "object_owner", "HRL"),
]
# Every so many-th tells the leader what they need.
NEEDS_EVERY = 6
NEEDS = ["Vegetarisk mat", "Hörslinga", "Glutenfri mat"]

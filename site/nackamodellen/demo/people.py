"""Made-up people and units, and who of them can sign in."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from nackamodellen import start
from personer.models import OrganisationUnit, Person

UNITS = [
    ("KOMMUN", "Nacka kommun", OrganisationUnit.Kind.MUNICIPALITY, None),
    ("DIGI", "Digitaliseringsenheten", OrganisationUnit.Kind.UNIT, "KOMMUN"),
    ("UTBF", "Utbildningsförvaltningen", OrganisationUnit.Kind.DEPARTMENT, "KOMMUN"),
    ("SOCF", "Socialförvaltningen", OrganisationUnit.Kind.DEPARTMENT, "KOMMUN"),
    ("SAMF", "Samhällsbyggnadsförvaltningen", OrganisationUnit.Kind.DEPARTMENT, "KOMMUN"),
]

# (user name, first name, title, unit, group or None, technical administrator)
ACCOUNTS = [
    ("modellforvaltare", "Kim", "Modellförvaltare", "DIGI", start.MODEL_MANAGER, False),
    ("redaktor", "Robin", "Redaktör", "DIGI", start.EDITOR, False),
    ("utbildningsansvarig", "Sam", "Utbildningsansvarig", "DIGI", start.TRAINING_MANAGER, False),
    ("objektledare", "Alex", "Verksamhetsutvecklare", "UTBF", None, False),
    ("admin", "Charlie", "Teknisk administratör", "DIGI", None, True),
]
SURNAME = "Exempel"


def load_people(password):
    """Make units, people and accounts that are missing. The password is set on new accounts only."""
    units = {}
    for code, name, kind, above in UNITS:
        units[code] = OrganisationUnit.objects.get_or_create(
            code=code, defaults={"name": name, "kind": kind, "parent": units.get(above)}
        )[0]
    for username, first_name, title, unit, group, is_admin in ACCOUNTS:
        email = f"{username}@example.org"
        user, new = get_user_model().objects.get_or_create(
            username=username,
            defaults={
                "first_name": first_name,
                "last_name": SURNAME,
                "email": email,
                "is_superuser": is_admin,
                "is_staff": is_admin,
            },
        )
        if new:
            user.set_password(password)
            user.save()
        if group:
            user.groups.add(Group.objects.get(name=group))
        Person.objects.get_or_create(
            email=email,
            defaults={
                "display_name": f"{first_name} {SURNAME}",
                "job_title": title,
                "unit": units[unit],
                "user": user,
                "is_example": True,
            },
        )

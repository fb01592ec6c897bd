"""The codes of the model's roles: one list for role guides, registrations and, later, role types."""

from django.utils.translation import gettext_lazy as _

OBJECT_OWNER = "object_owner"
OBJECT_LEAD_BUSINESS = "object_lead_business"
OBJECT_LEAD_IT = "object_lead_it"
SPECIALIST_BUSINESS = "specialist_business"
SPECIALIST_IT = "specialist_it"

ROLE_CHOICES = [
    (OBJECT_OWNER, _("Object owner")),
    (OBJECT_LEAD_BUSINESS, _("Business object lead")),
    (OBJECT_LEAD_IT, _("IT object lead")),
    (SPECIALIST_BUSINESS, _("Business system specialist")),
    (SPECIALIST_IT, _("IT system specialist")),
]
ROLE_CODES = [code for code, _label in ROLE_CHOICES]

BUSINESS, IT, NO_SIDE = "business", "it", ""
SIDES = {
    OBJECT_OWNER: NO_SIDE,
    OBJECT_LEAD_BUSINESS: BUSINESS,
    OBJECT_LEAD_IT: IT,
    SPECIALIST_BUSINESS: BUSINESS,
    SPECIALIST_IT: IT,
}
SIDE_LABELS = {BUSINESS: _("Business"), IT: _("IT"), NO_SIDE: ""}
LEVELS = {
    OBJECT_OWNER: _("budget level"),
    OBJECT_LEAD_BUSINESS: _("decision level"),
    OBJECT_LEAD_IT: _("decision level"),
    SPECIALIST_BUSINESS: _("operational level"),
    SPECIALIST_IT: _("operational level"),
}

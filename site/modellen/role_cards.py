"""The model's roles as cards: what lists of roles show, wherever they stand."""

from dataclasses import dataclass

from personer.roles import ROLE_CODES, SIDES


@dataclass(frozen=True)
class RoleCard:
    """One role: its code (which is also its motif), name, sentence and the guide's address."""

    code: str
    name: str
    summary: str
    url: str

    @property
    def side(self):
        return SIDES[self.code]


@dataclass(frozen=True)
class RoleCards:
    """Cards in the model's order: the owner, then verksamhet and IT side by side."""

    cards: tuple[RoleCard, ...]

    def __bool__(self):
        return bool(self.cards)

    @property
    def is_complete(self):
        """Whether every role is there: only then is the seam drawn between the sides."""
        return [card.code for card in self.cards] == ROLE_CODES


def role_cards(visitor, language, only=None):
    """The roles whose guide ``visitor`` may see in ``language``; ``only`` limits to some codes."""
    from .models import RoleGuidePage

    def ask():
        guides = RoleGuidePage.objects.visible_to(visitor).in_language(language)
        found = {}
        for guide in guides.order_by("path").defer_streamfields():
            found.setdefault(guide.role, guide)
        return [
            RoleCard(code, found[code].title, found[code].summary, found[code].get_url())
            for code in ROLE_CODES
            if code in found
        ]

    cards = visitor.remember(("role_cards", language), ask)
    return RoleCards(tuple(card for card in cards if only is None or card.code in only))

"""Who may do what with occasions. One place, and it fails closed."""

MANAGE = "utbildning.manage_occasion"  # the training manager
VIEW = "utbildning.view_participants"  # the model manager


def leads(user, occasion):
    """Whether ``user`` is the occasion's leader."""
    leader = occasion.leader
    return bool(user.is_authenticated and user.is_active and leader and leader.active and leader.user_id == user.pk)


def may_see_participants(user, occasion):
    """Names, states and mails of the participants."""
    return user.has_perm(MANAGE) or user.has_perm(VIEW) or leads(user, occasion)


def may_manage(user, occasion):
    """Register on behalf, cancel, write, note attendance."""
    return user.has_perm(MANAGE) or leads(user, occasion)


def may_see_needs(user, occasion):
    """What each person needs (diet, access): whoever arranges the course. The others get counts."""
    return may_manage(user, occasion)

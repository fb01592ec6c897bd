"""The messages in the admin: to read and, once handled, to remove; never to write."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from .models import ContactMessage


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view may read; nobody adds or changes."""

    def user_has_permission(self, user, action):
        return action not in ("add", "change") and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(ContactMessage, ReadOnlyPolicy(ContactMessage))


class ContactMessageViewSet(ModelViewSet):
    model = ContactMessage
    icon = "mail"
    menu_label = _("Accessibility messages")
    menu_order = 600
    add_to_admin_menu = True
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = ["created_at", "message", "page", "suspected_machine"]
    list_filter = ["suspected_machine"]
    form_fields = ["message", "page", "reply_to"]
    inspect_view_fields = ["created_at", "message", "page", "reply_to", "language", "suspected_machine"]

"""Readers' tokens in the admin: made, shown once, revoked. As whom one reads is never changed, and none is deleted, so
that their use is known."""

from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.views.generic import CreateView, DeleteView, EditView

from grund import audit
from grund.viewsets import PlainViewSet

from .models import ReaderToken


class TokenForm(WagtailAdminModelForm):
    class Meta:
        model = ReaderToken
        fields = ["name", "user", "expires_at"]


class TokenEditForm(WagtailAdminModelForm):
    class Meta:
        model = ReaderToken
        fields = ["name", "expires_at"]


class TokenCreateView(CreateView):
    """The token is shown on the page that answers the form, and nowhere else: not in a message, which would lie in a
    cookie."""

    def save_instance(self):
        self.token_text = self.form.instance.renew()
        token = super().save_instance()
        audit.note("token.made", f"headless/token/{token.pk}", by=self.request.user)
        return token

    def save_action(self):
        context = {
            **self.get_context_data(),
            "token": self.object,
            "text": self.token_text,
            "list_url": reverse(self.index_url_name),
        }
        response = TemplateResponse(self.request, "headless/admin/token_made.html", context)
        add_never_cache_headers(response)
        return response


class TokenEditView(EditView):
    def save_instance(self):
        token = super().save_instance()
        audit.note("token.changed", f"headless/token/{token.pk}", by=self.request.user)
        return token


class TokenRevokeView(DeleteView):
    """In place of deleting: the token stays in the list as revoked."""

    page_title = _("Revoke")
    template_name = "headless/admin/token_revoke.html"

    def delete_action(self):
        ReaderToken.objects.filter(pk=self.object.pk, revoked_at=None).update(revoked_at=timezone.now())
        audit.note("token.revoked", f"headless/token/{self.object.pk}", by=self.request.user)

    def get_success_message(self):
        return gettext("“%(token)s” is revoked and reads nothing more.") % {"token": self.object}

    @property
    def confirmation_message(self):
        return gettext("Revoke this token? What reads with it gets no more answers from the next request on.")


class ReaderTokenViewSet(PlainViewSet):
    model = ReaderToken
    icon = "key"
    menu_label = _("Reader tokens")
    menu_order = 790
    add_to_settings_menu = True
    list_display = ["name", "user", "prefix", "created_at", "last_used_at", "expires_at", "revoked_at"]
    add_view_class = TokenCreateView
    edit_view_class = TokenEditView
    delete_view_class = TokenRevokeView

    def get_form_class(self, for_update=False):
        return TokenEditForm if for_update else TokenForm

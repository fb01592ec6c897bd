"""Write to a group of participants: first as it will look, then sent."""

from grund.outbox import SECRET

from .. import mails
from ..forms.leading import MessageForm
from ..refusals import Refused
from ..services import groups
from .lead_tools import add_refusal, back_to, for_leaders, page, sent


@for_leaders()
def message(request, occasion):
    """The form; the mail as text with the number of recipients; sent. Sending the same preview twice mails once."""
    if request.method != "POST":
        return page(request, "message", occasion, {"form": MessageForm()})
    form, status = MessageForm(sent(request)), 422
    if form.is_valid():
        values, step = form.cleaned_data, request.POST.get("step")
        if step == "edit":
            return page(request, "message", occasion, {"form": form})
        if step == "send":
            try:
                count = groups.message(
                    occasion.pk,
                    values["group"],
                    values["subject"],
                    values["body"],
                    key=values["form_key"],
                    by=request.user,
                )
            except Refused as refusal:
                status = add_refusal(form, refusal)
            else:
                return back_to("participants", "meddelande", count, pk=occasion.pk)
        else:
            found = groups.members(occasion, values["group"])
            first = found.select_related("person").first()
            if first is None:
                form.add_error("group", groups.NOBODY)
            else:
                # A marker stands for the link: each gets one of their own.
                mail = mails.Letters(occasion).message(
                    first,
                    values["subject"],
                    values["body"],
                    key="preview",
                    secret="preview",  # noqa: S106
                )
                context = {
                    "form": form,
                    "count": found.count(),
                    "group": dict(groups.GROUPS)[values["group"]],
                    "subject": mail.subject,
                    "text": mail.text.replace(SECRET, "…"),
                    "values": values,
                }
                return page(request, "message_preview", occasion, context)
    return page(request, "message", occasion, {"form": form}, status=status)

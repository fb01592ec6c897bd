from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from grund import throttle

from .forms import ContactForm

MESSAGES_PER_ADDRESS, MINUTES = 20, 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    """The form about accessibility: asks for no identity, and keeps what was typed when something is wrong."""
    if request.method == "POST":
        form = ContactForm(request.POST)
        if form.is_valid():
            address = throttle.address_of(request)
            if not throttle.hit("contact", address, limit=MESSAGES_PER_ADDRESS, minutes=MINUTES):
                form.add_error(None, too_many())
                response = render(request, "sidor/contact.html", {"form": form}, status=429)
                response["Retry-After"] = str(MINUTES * 60)
                return response
            form.instance.language = get_language()
            form.save()
            return redirect(f"{reverse('contact')}?tack=1")
        return render(request, "sidor/contact.html", {"form": form}, status=422)
    page = request.GET.get("sida", "")[:500].replace("\0", "")
    thanks = "tack" in request.GET
    return render(request, "sidor/contact.html", {"form": ContactForm(initial={"page": page}), "thanks": thanks})


def too_many():
    from django.utils.translation import gettext

    return gettext("Many messages came from your network just now. Your text is still here; try again in an hour.")

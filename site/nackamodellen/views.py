"""Views that belong to this one site: error pages, log-in, robots, icon."""

import re

from django.conf import settings
from django.contrib.auth import views as auth_views
from django.http import Http404, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from django.views.static import serve

from .login import ADDRESS, LoginForm

# From this length on a part of an address may be the word of a personal link, unless plain words make it up.
_SECRET_LENGTH = 24
_PLAIN_WORDS = re.compile(r"\d+|(?:[^\W\d_]{1,23}|\d{1,8})(?:-(?:[^\W\d_]{1,23}|\d{1,8}))+")


def _may_be_secret(part):
    return len(part) >= _SECRET_LENGTH and not (part == part.lower() and _PLAIN_WORDS.fullmatch(part))


def _words_of_path(path):
    """The words of an address, to start a search with; never that of a personal link, which would end up in searches."""
    parts = [part for part in path.split("/") if part not in ("en", "sv") and not _may_be_secret(part)]
    return " ".join(" ".join(parts).replace("-", " ").split())[:100]


def page_not_found(request, exception=None):
    return render(request, "404.html", {"search_words": _words_of_path(request.path), "noindex": True}, status=404)


def permission_denied(request, exception=None):
    return render(request, "403.html", {"noindex": True}, status=403)


def server_error(request):
    """Needs no database, no session and no context processor."""
    return HttpResponseServerError(get_template("500.html").render({}))


def csrf_failure(request, reason=""):
    """The form's key was missing or old. Says what to do; the browser's back button keeps what was typed."""
    return render(request, "403_csrf.html", {"noindex": True}, status=403)


def too_many_requests(request, minutes):
    """The page for an address that asks too often; says in how many minutes to come again."""
    response = render(request, "429.html", {"minutes": minutes, "noindex": True}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


class LoginView(auth_views.LoginView):
    """The one log-in page, for the site and for the admin."""

    template_name = "login.html"
    authentication_form = LoginForm
    # Somebody who is signed in but may not see a page comes here again: sending them on would go in circles.
    redirect_authenticated_user = False
    extra_context = {"noindex": True}

    def form_invalid(self, form):
        if form.throttled == ADDRESS:
            # Nobody's typing is lost that matters: whoever tries so often is no person at a form.
            return too_many_requests(self.request, form.minutes)
        response = super().form_invalid(form)
        if form.throttled:
            response.status_code = 429
            response["Retry-After"] = str(form.minutes * 60)
        return response

    def get_default_redirect_url(self):
        user = self.request.user
        if not self.next_page and user.is_authenticated and user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return super().get_default_redirect_url()


@never_cache
def admin_login(request):
    """Wagtail's own log-in address leads to ours."""
    from django.shortcuts import redirect
    from django.utils.http import urlencode

    target = request.GET.get("next", "")
    return redirect(f"{reverse('login')}?{urlencode({'next': target})}" if target else reverse("login"))


@require_safe
def uploaded_image(request, path):
    """An uploaded image, where no web server stands in front of the application."""
    # The folder is the root: with "images/" in the path, images/../documents/ would lead past the documents' own view.
    try:
        return serve(request, path, document_root=settings.MEDIA_ROOT / "images")
    except OSError as error:  # a name longer than the file system takes
        raise Http404 from error


def no_shared_passwords(request, **kwargs):
    """Nothing here opens with a password that many know, so Wagtail's form for one, which counts no tries, is gone."""
    raise Http404


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /sok/",
        "Disallow: /en/sok/",
        f"Sitemap: {request.build_absolute_uri('/sitemap.xml')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request):
    from django.contrib.staticfiles import finders
    from django.http import FileResponse

    path = finders.find("grund/icons/favicon.ico")
    if not path:
        raise Http404(_("There is no icon."))
    response = FileResponse(open(path, "rb"), content_type="image/x-icon")  # noqa: SIM115 (the response closes it)
    response["Cache-Control"] = "public, max-age=86400"
    return response

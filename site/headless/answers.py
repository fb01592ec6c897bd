"""Between parameters and answer: unknown parameters are refused, and what has not changed is not made again."""

import functools
import json
from hashlib import sha256

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, HttpResponseNotModified
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import parse_etags
from pydantic import BaseModel
from wagtail.models import Site

from grund.api.params import languages, source_language
from grund.api.problems import Problem

from . import changes, kept
from .conf import setting

# Counted up when answers get another shape, so that no cache takes an old one for what it is not.
SHAPE = 1


def strict(run):
    """For an operation of django-ninja: refuses parameters that it does not know, and those that come twice."""
    operation = run.__self__
    known = [
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    ]
    lists = {name for model in operation.models for name in getattr(model, "__ninja_collection_fields__", [])}

    @functools.wraps(run)
    def checked(request, *args, **kwargs):
        for name, values in request.GET.lists():
            if name not in known:
                allowed = f"Allowed are: {', '.join(known)}." if known else "None is allowed here."
                errors = [{"parameter": name[:60], "message": "unknown"}]
                raise Problem(422, f"Unknown parameter {name[:60]!r}. {allowed}", errors=errors, allowed=known)
            if len(values) > 1 and name not in lists:
                errors = [{"parameter": name, "message": "given more than once"}]
                raise Problem(
                    422, f"The parameter {name!r} stands there {len(values)} times. Give it once.", errors=errors
                )
        return run(request, *args, **kwargs)

    return checked


def cached(view):
    """For the function of an endpoint: an ETag from keys, 304 where the reader has the answer, and what caches need."""
    clock = getattr(view, "api_clock", "day")

    @functools.wraps(view)
    def answered(request, *args, **kwargs):
        tag, asked = None, []
        if request.preview_token and not getattr(view, "takes_preview_token", False):
            raise Problem(401, "The token of a preview opens the draft of its page alone. Ask for this without it.")
        if clock is not None:
            tag = etag_of(request, clock)
            asked = parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")[:2000])
            for language, _name in languages():
                if asked and any(same in asked for same in (_tag(tag, language), f"W/{_tag(tag, language)}")):
                    return with_headers(request, HttpResponseNotModified(), tag, language)
        public = tag is not None and request.reader_token is None
        if public and (known := kept.response_of(tag)):
            response, language = known
            return with_headers(request, HttpResponseNotModified() if "*" in asked else response, tag, language)
        found = view(request, *args, **kwargs)
        # A page may be in another language than was asked for.
        language = request.answer_language or request.GET.get("locale") or source_language()
        if "*" in asked:  # "whatever I have": true only where there is something
            return with_headers(request, HttpResponseNotModified(), tag, language)
        response = found if isinstance(found, HttpResponse) else as_json(found)
        if public and response.status_code == 200:
            kept.keep(tag, response, language)
        return with_headers(request, response, tag, language)

    return answered


def as_json(found):
    """The answer of an endpoint. ``headers`` in it are headers."""
    headers = found.pop("_headers", {})
    content = json.dumps(found, ensure_ascii=False, cls=_Encoder)
    return HttpResponse(content, content_type="application/json; charset=utf-8", headers=headers)


class _Encoder(DjangoJSONEncoder):
    def default(self, o):
        return o.model_dump() if isinstance(o, BaseModel) else super().default(o)


def etag_of(request, clock):
    """A strong ETag without its language, from what decides the answer: the content's state, the address, the reader, and
    the time as far as the answer depends on it. One query, and those that name the reader."""
    now = timezone.localtime()
    user = request._visitor.user
    groups = sorted(group.pk for group in user.groups.all()) if user.is_authenticated else []
    keys = (
        SHAPE,
        changes.state(request._visitor),
        request.get_host(),
        request.get_full_path(),
        Site.get_site_root_paths(),  # kept by each process for a while, so two may see other ones
        (user.pk, user.is_superuser, groups),
        now.strftime("%Y%m%d%H%M") if clock == "minute" else now.strftime("%Y%m%d"),
    )
    return sha256(repr(keys).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _tag(tag, language):
    """The ETag of an answer. It names the language, so that a 304 can say it without looking."""
    return f'"{tag}.{language}"'


def with_headers(request, response, tag=None, language=None):
    """What the answer is in, how long caches may keep it, and by which keys they find it again."""
    if language:
        response["Content-Language"] = language
    if tag:
        response["ETag"] = _tag(tag, language)
    if request.reader_token is not None or request.preview_token:
        patch_cache_control(response, private=True, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=setting("MAX_AGE"))
    return response

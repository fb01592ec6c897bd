"""The site's addresses, and one by which a test changes the number of seats inside the served processes."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from nackamodellen import urls as site_urls
from nackamodellen.urls import handler403, handler404, handler500
from utbildning.refusals import Refused
from utbildning.services import occasions

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


@csrf_exempt
@require_POST
def set_seats(request, pk, seats):
    try:
        occasions.set_capacity(pk, seats)
    except Refused as refusal:
        return HttpResponse(str(refusal.sentence), status=409)
    return HttpResponse("")


urlpatterns = [path("race/<int:pk>/<int:seats>/", set_seats), *site_urls.urlpatterns]

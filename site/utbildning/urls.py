"""Our addresses below /anmalan/: they do not stand below a course page, so that they survive a moved one.

A host includes them with ``path("anmalan/", include("utbildning.urls"))``.
"""

from django.urls import include, path

from . import leader_urls, participant_urls

app_name = "anmalan"
urlpatterns = [
    path("ledare/", include(leader_urls.urlpatterns)),
    path("", include(participant_urls.urlpatterns)),
]

"""Addresses below /sok/, in each language."""

from django.urls import path

from . import log_view, views

urlpatterns = [
    path("", views.search, name="search"),
    path("forslag/", views.suggest, name="search_suggest"),
    path("klick/", log_view.log_click, name="search_click"),
]

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page


class HostPage(Page):
    body = RichTextField(blank=True)
    template = "hostpages/host_page.html"


class Tip(models.Model):
    """A row of the host's that names a page."""

    page = models.ForeignKey(Page, on_delete=models.CASCADE)
    kept = models.ForeignKey(Page, null=True, on_delete=models.PROTECT, related_name="+")


class Note(models.Model):
    """A row of the host's that names a kind of thing."""

    about = models.ForeignKey(ContentType, on_delete=models.CASCADE)

"""What was searched for, without anybody: numbers per day and query."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QueryDay(models.Model):
    """One query of one day, in its normal form. ``times`` it was searched, ``zero`` of them without a hit, ``hits`` of the
    last time; ``clicks`` on hits, ``click_rank_sum`` the sum of their ranks, and how many clicks lay on which ranks.

    What looks personal is counted under :data:`NOT_STORED`, and what is too much for one day under :data:`THE_REST`.
    """

    # The form of no query: that has no such signs.
    NOT_STORED = "(not stored)"
    THE_REST = "(the rest)"
    # The highest rank of each: (field, up to this rank).
    RANKS = [
        ("clicks_1", 1),
        ("clicks_2", 2),
        ("clicks_3", 3),
        ("clicks_5", 5),
        ("clicks_10", 10),
        ("clicks_more", None),
    ]

    language = models.CharField(_("language"), max_length=10)
    query = models.CharField(_("search words"), max_length=100)
    day = models.DateField(_("day"))
    times = models.PositiveIntegerField(_("searches"), default=0)
    zero = models.PositiveIntegerField(_("without hits"), default=0)
    hits = models.PositiveIntegerField(_("hits the last time"), default=0)
    clicks = models.PositiveIntegerField(_("clicks"), default=0)
    click_rank_sum = models.PositiveIntegerField(default=0)
    clicks_1 = models.PositiveIntegerField(default=0)
    clicks_2 = models.PositiveIntegerField(default=0)
    clicks_3 = models.PositiveIntegerField(default=0)
    clicks_5 = models.PositiveIntegerField(default=0)
    clicks_10 = models.PositiveIntegerField(default=0)
    clicks_more = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("searches of a day")
        verbose_name_plural = _("log of searches")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["language", "query", "day"], name="search_query_day_once")]
        indexes = [models.Index(fields=["day"], name="search_query_day")]

    def __str__(self):
        return f"{self.query} ({self.day})"

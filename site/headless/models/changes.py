from django.db import models


class ContentChange(models.Model):
    """Something that answers are made of was changed, in the transaction that changed it. Rows are only ever added, so
    that nobody waits for anybody; how many there are and the last one's key tell one state of the content from another."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)

    def __str__(self):
        return f"{self.pk}: {self.at}"

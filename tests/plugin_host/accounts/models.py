from django.contrib.auth.models import AbstractUser


class Account(AbstractUser):
    """The host's own user model."""

"""The WSGI entry point."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from grund.charset import readable

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nackamodellen.settings.production")
try:
    application = readable(get_wsgi_application())
except ImproperlyConfigured as error:
    print(f"Webbplatsen startar inte. {error}", file=sys.stderr, flush=True)
    # gunicorn takes 4 as "the application cannot be loaded" and stops, instead of starting new workers for ever.
    raise SystemExit(4) from None

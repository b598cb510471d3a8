"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings")

application = get_wsgi_application()
# Every view is loaded before the first request; what is here to stay need not be looked through
# for garbage in the midst of one (a 60-door list: p99 of 46 ms of processor time for 149 ms).
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()

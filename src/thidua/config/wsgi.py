"""WSGI entry point; the views are synchronous (measured: two to three times ASGI's pages)."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
application = get_wsgi_application()

# What is loaded now stays for good: walking through it at every full collection took 150 ms off
# one page in twenty (board of 60 targets: p95 203 ms, 77 ms without).
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()

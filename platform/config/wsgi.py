"""WSGI entry point: `gunicorn --pythonpath platform config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What is loaded by now lives as long as the process. The collector need not look at it again.
gc.collect()
gc.freeze()
# What a request makes goes with its last reference; searching it every 700 objects costs a ballot a tenth of its time.
gc.set_threshold(5_000)

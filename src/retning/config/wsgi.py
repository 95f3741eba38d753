"""What the web server calls. Everything a first visitor would wait for is loaded here."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retning.config.settings")

application = get_wsgi_application()
_ = get_resolver().url_patterns  # imports the views

"""How gunicorn serves the app: `gunicorn --config .gunicorn.conf.py app:server`."""

import os

from app import read_settings

_settings = read_settings()
bind = f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
# WEB_CONCURRENCY is gunicorn's own setting; one worker a core of a small machine.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# The app is loaded, warmed up and frozen once; the workers share its memory.
preload_app = True
control_socket_disable = True

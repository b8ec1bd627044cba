"""How gunicorn serves the app: `gunicorn --config .gunicorn.conf.py app:server`."""

import os

from app import read_settings

_settings = read_settings()
bind = f"{_settings.host}:{_settings.port}"
worker_class = "gthread"
# WEB_CONCURRENCY is gunicorn's own setting; one worker a core of a small machine.
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
# More wait here than a worker could answer in half a minute; the others are refused
# by the system, so that a proxy in front can answer from what it holds.
worker_connections = 400
backlog = 256
# What runs when the server is told to stop is finished.
graceful_timeout = 30
# The app is loaded, warmed up and frozen once; the workers share its memory.
preload_app = True
control_socket_disable = True

"""How gunicorn serves the app: `gunicorn --config .gunicorn.conf.py app:server`."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The app is loaded, warmed up and frozen once; the workers share its memory.
preload_app = True
accesslog = None
control_socket_disable = True

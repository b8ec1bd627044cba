"""How gunicorn serves the app: `gunicorn --config .gunicorn.conf.py app:server`."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
# The app is loaded, warmed up and frozen once; the workers share its memory.
preload_app = True
# The heartbeat is a file: in memory where there is such a place, so that a slow disk
# cannot make a worker look dead.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
accesslog = None
control_socket_disable = True

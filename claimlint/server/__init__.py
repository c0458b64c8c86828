"""The service: articles over HTTP, reports back. Starlette, uvicorn and prometheus-client stay in here.

A request goes through ``front.py`` (limits, headers, log), ``app.py`` (routes) and ``body.py`` and ``asked.py`` (what is asked for) to
``desk.py``, which has a process check it (``seat.py``, ``worker.py``).
"""

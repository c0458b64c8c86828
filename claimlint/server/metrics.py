"""What is counted and measured, for Prometheus; the only door to prometheus-client."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from claimlint import __version__

MEDIA_TYPE = CONTENT_TYPE_LATEST
#: Seconds: an article takes a tenth to a few, a book a minute.
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120)
_BYTES = (1_000, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 5_000_000)


class Metrics:
    """The figures of one service. No label holds anything that a request brings but its method, its route and the status it got."""

    def __init__(self) -> None:
        # The times at which each figure began double the text.
        disable_created_metrics()  # type: ignore[no-untyped-call]
        own = self._registry = CollectorRegistry()
        ProcessCollector(registry=own)
        PlatformCollector(registry=own)
        Info("claimlint_build", "The version of claimlint.", registry=own).info({"version": __version__})
        labels = ("method", "route", "status")
        self.requests = Counter("claimlint_http_requests", "Requests answered.", labels, registry=own)
        self.request_seconds = Histogram(
            "claimlint_http_request_duration_seconds",
            "From a request's head to the end of its answer.",
            ("route",),
            buckets=_SECONDS,
            registry=own,
        )
        self.open = Gauge("claimlint_http_requests_open", "Requests that are not answered yet.", registry=own)
        self.check_seconds = Histogram(
            "claimlint_check_duration_seconds", "What a check took.", buckets=_SECONDS, registry=own
        )
        self.article_bytes = Histogram(
            "claimlint_article_bytes", "Size of the articles checked.", buckets=_BYTES, registry=own
        )
        self.waiting = Gauge("claimlint_articles_waiting", "Articles that wait for a process.", registry=own)
        self.processes = Gauge("claimlint_processes_ready", "Processes that can check.", registry=own)
        self.lost = Counter(
            "claimlint_processes_lost", "Processes that died, hung, or did not start.", registry=own
        )

    def text(self) -> bytes:
        """Return all of it as Prometheus reads it."""
        return generate_latest(self._registry)

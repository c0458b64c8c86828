"""The page to paste an article into: it asks the service as any client does, and shows the report in a frame that is shut off from it."""

from __future__ import annotations

from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from claimlint.profiles import PROFILES
from claimlint.readership import AUDIENCES, REGIONS
from claimlint.reports.html import INLINE, PALETTE
from claimlint.reports.html.templating import templates
from claimlint.server.asked import MEDIA

_HERE = Path(__file__).parent
#: Of a report as a page of its own.
REPORT_POLICY = f"{INLINE.policy}; frame-ancestors 'none'"


def _policy() -> str:
    """Return the policy of the page. The frame takes it over, so that it must let in the report's own style and script."""
    report = dict(part.strip().split(" ", 1) for part in INLINE.policy.split(";"))
    return (
        f"default-src 'none'; script-src 'self' {report['script-src']}; style-src 'self' {report['style-src']};"
        " connect-src 'self'; frame-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def routes(*, token: bool) -> list[Route]:
    """Return the routes of the page, its style and its script. token: whether it asks for one."""
    template = templates(_HERE).get_template("page.html.j2")
    markup = template.render(
        token=token, media=MEDIA, profiles=list(PROFILES), audiences=list(AUDIENCES), regions=list(REGIONS)
    )
    style = PALETTE + (_HERE / "page.css").read_text(encoding="utf-8")
    script = (_HERE / "page.js").read_text(encoding="utf-8")

    async def page(_: Request) -> Response:
        return HTMLResponse(markup, headers={"Content-Security-Policy": _policy()})

    async def css(_: Request) -> Response:
        return Response(style, media_type="text/css")

    async def js(_: Request) -> Response:
        return Response(script, media_type="text/javascript")

    return [Route("/", page), Route("/page.css", css), Route("/page.js", js)]

"""Marks the findings that a suppression covers or that somebody accepted; none is dropped."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Literal

from claimlint.accepted.entry import Acceptance
from claimlint.accepted.scope import for_article
from claimlint.accepted.wordings import Place, places
from claimlint.document import Document
from claimlint.finding import Finding
from claimlint.suppression.collect import cover_of, place_of, where_of
from claimlint.suppression.cover import Cover, idle
from claimlint.suppression.fault import Fault
from claimlint.suppression.names import Names
from claimlint.suppression.notes import Notes, notes_of
from claimlint.suppression.outcome import Outcome


@dataclass(frozen=True)
class Wording:
    """An accepted wording where it stands in the source. rules: ids of those whose findings in it are accepted."""

    start: int
    end: int
    rules: frozenset[str]
    acceptance: Acceptance


@dataclass(frozen=True)
class Own:
    """An acceptance that the article itself brings. start, end: its place in the source, None for a file beside it."""

    acceptance: Acceptance
    rules: frozenset[str]
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Marking:
    """What covers the findings of one document. wordings: sorted by start. longest: length of the longest of them."""

    cover: Cover
    wordings: tuple[Wording, ...] = ()
    expired: tuple[Place[Acceptance], ...] = ()
    own: tuple[Own, ...] = ()
    longest: int = 0

    def marked(self, findings: Sequence[Finding]) -> list[Finding]:
        """Return the findings of the document, those that are covered marked. What the text says comes before acceptances."""
        return [
            _mark(finding, "inline", one.note()) if one else self._accepted(finding)
            for finding, one in zip(findings, self.cover.of(findings), strict=True)
        ]

    def outcome(self, findings: Sequence[Finding], judged: frozenset[str], ran: frozenset[str]) -> Outcome:
        """Return what does nothing and what has expired. judged: rules that were chosen; ran: those put to this text."""
        unused = idle(self.cover, findings, judged, ran)
        return Outcome((*self.cover.faults, *unused, *self._idle(findings, judged, ran)), self.expired)

    def _accepted(self, finding: Finding) -> Finding:
        """Mark a finding that lies inside an accepted wording."""
        at = bisect_right(self.wordings, finding.start, key=lambda wording: wording.start) - 1
        while at >= 0 and finding.scope == "span":
            wording = self.wordings[at]
            if wording.start < finding.end - self.longest:
                break
            if finding.end <= wording.end and finding.rule in wording.rules:
                return _mark(finding, "accepted", wording.acceptance.note())
            at -= 1
        return finding

    def _idle(
        self, findings: Sequence[Finding], judged: frozenset[str], ran: frozenset[str]
    ) -> Iterator[Fault]:
        used = {f.data["suppressed_by"]["where"] for f in self.marked(findings) if f.suppressed == "accepted"}
        past = {place.of.where for place in self.expired}
        for one in self.own:
            where = one.acceptance.where
            if where not in used | past and one.rules and one.rules <= judged and one.rules & ran:
                words = f"no finding lies in the accepted wording “{one.acceptance.text[:80]}” ({where})"
                yield Fault("unused", words, one.start, one.end)


def marking_of(document: Document, names: Names, accepted: Iterable[Acceptance], today: date) -> Marking:
    """Gather what covers a document's findings. accepted: for all articles, each for those that its paths name."""
    header = notes_of(document.front_matter["claimlint"]) if "claimlint" in document.front_matter else Notes()
    side = notes_of(document.side.data) if document.side else Notes()
    own = tuple(_own(document, header, side, names))
    cover = cover_of(document, header, side, names)
    unknown = [fault for one in own for fault in _unknown(one, names)]
    cover = replace(cover, faults=(*cover.faults, *unknown)) if unknown else cover
    held = [*(one.acceptance for one in own), *for_article(accepted, document.source.name)]
    current = [one for one in held if one.state(today) == "current"]
    wordings = tuple(_wordings(document, current, names))
    longest = max((wording.end - wording.start for wording in wordings), default=0)
    past = [one for one in held if one.state(today) == "expired"]
    return Marking(cover, wordings, tuple(_expired(document, past, wordings)), own, longest)


def _mark(finding: Finding, how: Literal["inline", "accepted"], note: dict[str, Any]) -> Finding:
    return replace(finding, suppressed=how, data={**finding.data, "suppressed_by": note})


def _own(document: Document, header: Notes, side: Notes, names: Names) -> Iterator[Own]:
    for notes, beside in ((header, False), (side, True)):
        for path, entry in notes.accepted:
            start, end = (None, None) if beside else place_of(document, path)
            entry = replace(entry, where=where_of(document, path, beside=beside))
            yield Own(entry, names.all_ids(entry.rules), start, end)


def _unknown(own: Own, names: Names) -> Iterator[Fault]:
    for name in own.acceptance.rules:
        if not names.ids(name):
            words = f"{own.acceptance.where}: there is no rule or family “{name}”"
            yield Fault("unknown-rule", words, own.start, own.end, names.hint(name))


def _wordings(document: Document, accepted: Sequence[Acceptance], names: Names) -> list[Wording]:
    found = []
    for place in places(document, [(one.words, one) for one in accepted]):
        start, end = document.to_source(place.start, place.end)
        found.append(Wording(start, end, names.all_ids(place.of.rules), place.of))
    return sorted(found, key=lambda wording: (wording.start, wording.end))


def _expired(
    document: Document, accepted: Sequence[Acceptance], wordings: Sequence[Wording]
) -> Iterator[Place[Acceptance]]:
    """Yield the places of wordings whose acceptance has ended and was not renewed; each place once."""
    seen: set[tuple[int, int]] = {(wording.start, wording.end) for wording in wordings}
    for place in places(document, [(one.words, one) for one in accepted]):
        where = document.to_source(place.start, place.end)
        if where not in seen:
            seen.add(where)
            yield place

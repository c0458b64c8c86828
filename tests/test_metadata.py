"""What a document says of itself, from every place it can say it."""

from __future__ import annotations

import json

import pytest

from claimlint.bylines import bylines
from claimlint.dates import normal_date
from claimlint.linked_data import articles
from claimlint.metadata import Metadata, metadata_of
from claimlint.names import is_somebody, take_name
from claimlint.readers import read_bytes, read_text
from tests.docx_files import docx, para
from tests.test_readers_docx import with_properties


def known(text: str, media="html") -> Metadata:
    return metadata_of(read_text(text, "x", media))


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("4 June 2024", "2024-06-04"),
        ("4th of June, 2024", "2024-06-04"),
        ("June 4, 2024", "2024-06-04"),
        ("Jun. 4th 2024", "2024-06-04"),
        ("March 2025", "2025-03"),
        ("2024-06-04", "2024-06-04"),
        ("2024-06", "2024-06"),
        ("2024-06-04T10:00:00+02:00", "2024-06-04"),
        ("2024-06-04 10:00:00", "2024-06-04"),
        ("20240604", "2024-06-04"),
        ("2024/6/4", "2024-06-04"),
        ("Tue, 04 Jun 2024 10:00:00 GMT", "2024-06-04"),
        ("25/03/2024", "2024-03-25"),
        ("03/25/2024", "2024-03-25"),
        ("04.04.2024", "2024-04-04"),
        ("12/03/2024", "12/03/2024"),
        ("31 February 2024", "31 February 2024"),
        ("2024-13-01", "2024-13-01"),
        ("last spring", "last spring"),
    ],
)
def test_dates(written, iso):
    assert normal_date(written) == iso


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("By Lena Ode, RN", {"author": "Lena Ode, RN"}),
        ("By Lena Ode, RN.", {"author": "Lena Ode, RN"}),
        ("BY LENA ODE", {"author": "LENA ODE"}),
        ("By Daniel Forde, health reporter", {"author": "Daniel Forde"}),
        ("By Priya Lindqvist, 20 May 2024", {"author": "Priya Lindqvist", "published": "2024-05-20"}),
        ("By Ann van den Berg and Bo Ray | 4 June 2024", {"author": "Ann van den Berg and Bo Ray", "published": "2024-06-04"}),
        ("Written by Dr. Tom Okoro, M.D., PhD", {"author": "Dr. Tom Okoro, M.D., PhD"}),
        ("Author: Jo Park", {"author": "Jo Park"}),
        ("Written by Jo Park; reviewed by A. Lin, MD.", {"author": "Jo Park", "reviewer": "A. Lin, MD"}),
        ("Medically reviewed by A. Lin, MD on March 5, 2024", {"reviewer": "A. Lin, MD", "updated": "2024-03-05"}),
        ("Reviewed by a consultant physiotherapist, May 2025.", {"reviewer": "a consultant physiotherapist", "updated": "2025-05"}),
        ("Published by the Ministry of Health.", {"publisher": "Ministry of Health"}),
        ("Published 4 June 2024", {"published": "2024-06-04"}),
        ("Last reviewed: March 2025. Next review: March 2028.", {"updated": "2025-03"}),
        ("Page last reviewed: 12/03/2024", {"updated": "12/03/2024"}),
        ("This page was last updated on 4 June 2024.", {"updated": "2024-06-04"}),
        ("14 February 2024", {"published": "2024-02-14"}),
        ("Posted by admin", {}),
        ("Posted by Admin on 4 June 2024", {"published": "2024-06-04"}),
        ("By Staff", {}),
        ("By Monday Morning you will feel better.", {}),
        ("By Drinking Ginger Tea", {}),
        ("By far the best remedy is rest.", {}),
        ("A study published 4 June 2024 found no effect.", {}),
        ("Written by hand, the note said nothing.", {}),
        ("Reviewed by nobody we know.", {}),
    ],
)  # fmt: skip
def test_visible_bylines(text, found):
    document = read_text(f"Ear wax\n\n{text}\n\nWax is normal and keeps the ears clean.", "x", "text")
    assert {name: value for name, value in vars(bylines(document)).items() if value} == found


@pytest.mark.parametrize(
    "name",
    [
        "admin",
        "Staff",
        "Editor",
        "unknown",
        "python-docx",
        "Microsoft Office User",
        "user1",
        "",
        "Site Admin",
    ],
)
def test_nobody(name):
    assert not is_somebody(name)


@pytest.mark.parametrize("name", ["Lena Ode", "Editorial board of Example Health", "Ed Staffer", "NHS"])
def test_somebody(name):
    assert is_somebody(name)


def test_a_name_ends_where_lost_markup_ran_words_together():
    assert take_name("Lena Ode Updated June 4, 2024") == ("Lena Ode", " Updated June 4, 2024")


FRONT = """---
title: Ear wax
Authors:
  - {name: Lena Ode, url: https://a.example}
  - Bo Ray
date: 2024-06-04
last_mod: 2025-01-02 10:00:00
medically-reviewed-by: A. Lin
canonical_url: https://a.example/wax
categories: [Ears, Nose]
lang: en_GB
---
# Ear wax

Wax is normal.
"""


def test_front_matter():
    found = known(FRONT.replace("last_mod", "lastmod"), "markdown")
    assert found == Metadata(
        "Ear wax",
        "Lena Ode, Bo Ray",
        "A. Lin",
        None,
        "2024-06-04",
        "2025-01-02",
        "https://a.example/wax",
        "Ears",
        "en-GB",
    )


@pytest.mark.parametrize(
    ("line", "field", "value"),
    [
        ("author: {name: Lena Ode}", "author", "Lena Ode"),
        ("author: admin", "author", None),
        ("reviewed: true", "updated", None),
        ("reviewed: Dr Tom Okoro", "reviewer", "Dr Tom Okoro"),
        ("reviewed: 4 June 2024", "updated", "2024-06-04"),
        ("date: soon", "published", None),
        ("author: 12", "author", "12"),
    ],
)
def test_front_matter_values(line, field, value):
    assert getattr(known(f"---\n{line}\n---\n# Ear wax\n\nWax.\n", "markdown"), field) == value


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        ('<meta name="author" content="Lena Ode">', "author", "Lena Ode"),
        ('<meta property="article:author" content="https://fb.example/lena">', "author", None),
        ('<meta name="DC.Creator" content="Lena Ode">', "author", "Lena Ode"),
        ('<meta name="citation_author" content="Ode, Lena">', "author", "Ode, Lena"),
        ('<meta property="og:site_name" content="Example Health">', "publisher", "Example Health"),
        ('<meta property="article:published_time" content="2024-06-04T08:00Z">', "published", "2024-06-04"),
        ('<meta name="dcterms.date" content="2024-06-04">', "published", "2024-06-04"),
        ('<meta itemprop="dateModified" content="2024-06-04">', "updated", "2024-06-04"),
        ('<meta http-equiv="last-modified" content="Tue, 04 Jun 2024 10:00:00 GMT">', "updated", "2024-06-04"),
        ('<meta property="article:section" content="Ears">', "section", "Ears"),
        ('<meta property="og:title" content="Ear wax">', "title", "Ear wax"),
        ('<meta property="og:url" content="https://a.example">', "url", "https://a.example"),
        ('<link rel="canonical" href="https://a.example/c"><meta property="og:url" content="https://b.example">', "url", "https://a.example/c"),
        ('<meta property="og:locale" content="en_GB">', "language", "en-GB"),
        ('<html lang="de-AT">', "language", "de-AT"),
        ('<html lang="?">', "language", None),
    ],
)  # fmt: skip
def test_meta_elements(head, field, value):
    assert getattr(known(f"{head}<p>Wax is normal.</p>"), field) == value


@pytest.mark.parametrize(
    ("time", "field", "value"),
    [
        ('<time itemprop="datePublished" datetime="2024-06-04">June</time>', "published", "2024-06-04"),
        ('<time pubdate datetime="2024-06-04T10:00">June</time>', "published", "2024-06-04"),
        ('<time class="entry-date updated" datetime="2024-06-04">June</time>', "updated", "2024-06-04"),
        ('<time datetime="1928-09-28">in 1928</time>', "published", None),
    ],
)
def test_times(time, field, value):
    assert getattr(known(f"<p>Wax is normal. {time}</p>"), field) == value


def script(data: object) -> str:
    return (
        f'<script type="application/ld+json">{data if isinstance(data, str) else json.dumps(data)}</script>'
    )


ARTICLE = {
    "@type": ["MedicalWebPage", "Article"],
    "headline": "Ear wax",
    "author": [{"@type": "Person", "name": "Lena Ode"}, "Bo Ray"],
    "publisher": {"@type": "Organization", "name": "Example Health"},
    "reviewedBy": {"name": "A. Lin"},
    "datePublished": "2024-06-04T10:00:00Z",
    "dateModified": "2024-07-01",
    "mainEntityOfPage": {"@id": "https://a.example/wax"},
    "articleSection": ["Ears", "Nose"],
    "inLanguage": "en-GB",
}
WHOLE = Metadata(
    "Ear wax", "Lena Ode, Bo Ray", "A. Lin", "Example Health", "2024-06-04", "2024-07-01", "https://a.example/wax", "Ears", "en-GB"
)  # fmt: skip


@pytest.mark.parametrize(
    "data", [ARTICLE, [ARTICLE], {"@graph": [{"@type": "WebSite", "name": "x"}, ARTICLE]}]
)
def test_linked_data(data):
    assert known(f"{script(data)}<p>Wax is normal.</p>") == WHOLE


def test_linked_data_follows_references_and_puts_articles_before_pages():
    graph = {
        "@graph": [
            {"@type": "WebPage", "name": "Page", "datePublished": "2020-01-01"},
            {"@type": "https://schema.org/BlogPosting", "headline": "Post", "author": {"@id": "#p"}},
            {"@type": "Person", "@id": "#p", "name": "Lena Ode"},
        ]
    }
    found = known(f"{script(graph)}<p>Wax is normal.</p>")
    assert (found.title, found.author, found.published) == ("Post", "Lena Ode", "2020-01-01")


@pytest.mark.parametrize(
    "broken", ["{", "", "[" * 100_000, '{"@type": 3, "author": {"name": {"name": []}}}', "null", '{"@type": "Article", "author": 7}', "9" * 5000]
)  # fmt: skip
def test_broken_linked_data_says_nothing(broken):
    assert not any(articles([broken]))
    assert known(f"{script(broken)}<p>By Lena Ode</p>").author == "Lena Ode"


def test_declared_comes_before_visible_but_in_word_the_page_comes_first():
    page = '<meta name="author" content="Lena Ode"><p>By Bo Ray</p>'
    assert known(page).author == "Lena Ode"
    document = with_properties(para("Ear wax", style="Title"), para("By Bo Ray"), dc_creator="Office PC of Jane", dcterms_created="2024-06-04T10:00:00Z")  # fmt: skip
    found = metadata_of(document)
    assert (found.author, found.published, found.title) == ("Bo Ray", "2024-06-04", "Ear wax")


def test_what_programs_fill_in_is_no_author():
    document = with_properties(para("Wax is normal."), dc_creator="python-docx")
    assert metadata_of(document).author is None
    assert metadata_of(read_bytes(docx(para("Wax.")), "x", "docx")) == Metadata()


ADVICE = "Drink ginger tea for the pain. Rub the knee with oil. Take a walk every day. Arthritis hurts. " * 6


@pytest.mark.parametrize(
    ("page", "media", "severity"),
    [
        (f"Knee pain\n\n{ADVICE}", "text", "info"),
        (f"Knee pain\n\n{ADVICE} Order now. Our formula costs $20.", "text", "info"),
        (f"# Knee pain\n\n{ADVICE}", "markdown", "warning"),
        ("# Knee pain\n\n" + "Arthritis is an inflammation of the joints. " * 16, "markdown", "info"),
        (f"# Knee pain\n\nPublished by the Ministry of Health.\n\n{ADVICE}", "markdown", None),
    ],
)
def test_a_missing_author_weighs_by_page_and_medium(lint, page, media, severity):
    found = lint("trust/missing-author", page, media)
    assert [f.severity for f in found] == ([severity] if severity else [])

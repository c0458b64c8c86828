"""Commercial ties: how they are disclosed in the words of many writers, and which links pay."""

from __future__ import annotations

import time

import pytest

from claimlint.disclosure import commercial_links, disclosed, pays

PLAIN = """
We earn a commission if you buy through links on this page.
If you order through these links, we may receive a small commission at no extra cost to you.
As an Amazon Associate I earn from qualifying purchases.
As an affiliate partner of several shops, this site earns money when readers buy.
We get a small percentage of each sale.
I may be compensated if you sign up.
Our site is paid when you click on some of the products below.
Paid partnership with Acme.
This review was paid for by the maker.
This post is sponsored by Acme Teas.
Sponsored by Acme
Sponsored
The samples were provided by the brand.
Advertisement: the makers of Sleepwell wrote this text.
Advertorial
Paid content
Sponsored content
#ad
My morning drink #ad
I was sent this kettle for free.
The brand gave me a bottle free of charge in exchange for a review.
The company provided the samples at no cost.
The manufacturer sent us the device for free.
The author owns shares in the firm that makes the test.
The writer is a paid consultant for the manufacturer.
We sell some of the products named here.
Some links pay us a commission.
The publisher receives a fee for every purchase made.
When you buy something through our links, we make a little money.
This article was commissioned by the manufacturer.
I received a complimentary sample from the maker.
Links marked with a star earn us a commission.
You pay nothing more, and the shop pays us a referral fee when you buy.
""".strip().splitlines()
VAGUE = """
This post may contain links.
This page may contain affiliate links.
This post contains affiliate links.
Some links may be aff.
Contains aff links
Affiliate disclosure
#sp
#spon
My new tea #collab
#partnerlove
#gifted
Collab
In partnership with Acme
Partner content
Your purchases help support this site.
Buying through the links helps to keep this blog running.
We may have relationships with some of the brands.
Thanks to our friends at Acme for sponsoring.
Some of the links are affiliate links.
May include product links.
Affiliate
""".strip().splitlines()
NOTHING = """
If a post only says that it may contain affiliate links, ask who pays.
Many bloggers earn a commission when you buy.
Bloggers must say that they were paid.
Some sites contain affiliate links.
Advertisement
A brochure provided by the company names three trials.
We receive no commission for anything we recommend.
We do not use affiliate links.
We never accept payment for reviews.
This page has no advertising.
The trial was sponsored by the maker of the drug.
The study was paid for by a drug company.
Participants received the tablets free of charge.
Patients get free prescriptions.
The European Commission approved the plan.
Doctors are paid a fee for each visit.
The clinic makes money from scans.
The company sells ten teas.
The hospital works in partnership with two universities.
Nurses earn less than doctors.
Links between sugar and gout were found.
The page may contain errors.
The university is affiliated with the hospital.
Affiliated centres take part in the trial.
The charity supports this kind of research.
Add the oil in small amounts.
A free sample of blood is taken.
The vaccine is free of charge.
The ad said that it melts fat.
Sponsored walks are held in May.
The insurer pays a percentage of the cost.
You earn rest when you work hard.
Exercise makes you feel better at no cost.
""".strip().splitlines()


@pytest.mark.parametrize(
    ("text", "manner"),
    [*((t, "plain") for t in PLAIN), *((t, "vague") for t in VAGUE), *((t, None) for t in NOTHING)],
)
def test_how_a_sentence_discloses(text, manner):
    assert disclosed(text.lower()) == manner


@pytest.mark.parametrize(
    ("address", "paid"),
    [
        ("https://amzn.to/3xyz", True),
        ("https://www.amazon.com/dp/B000?tag=calmtea-20", True),
        ("https://www.amazon.co.uk/dp/B000", False),
        ("https://shop.example/zinc?ref=anna", True),
        ("https://example.com/products/zinc?aff=77", True),
        ("https://example.com/?utm_source=affiliate", True),
        ("https://www.awin1.com/cread.php?awinmid=1&p=x", True),
        ("https://acme.pxf.io/c/1", True),
        ("https://pubmed.ncbi.nlm.nih.gov/123/?ref=abc", False),
        ("https://doi.org/10.1000/182?tag=x", False),
        ("https://www.nature.com/articles/x?ref=shop", False),
        ("https://example.org/article?ref=newsletter", False),
        ("https://example.org/blog/tag=sleep", False),
        ("https://example.org/gout?tag=diet", False),
        ("mailto:anna@example.org", False),
        ("https://[broken", False),
        ("#notes", False),
    ],
)
def test_which_links_pay(address, paid):
    assert pays(address) is paid


def test_where_ties_stand(document_of):
    text = "# Zinc\n\nBuy [zinc](https://amzn.to/1) now, or https://amzn.to/2 later. Grab it with my code BACK20.\n"
    document = document_of(text, "markdown")
    assert [document.text[t.start : t.end] for t in commercial_links(document)] == [
        "zinc",
        "https://amzn.to/2",
        "with my code",
    ]


def test_links_in_navigation_are_no_ties(document_of):
    page = '<nav><a href="https://amzn.to/1">Shop</a></nav><p>Zinc is a mineral.</p>'
    assert commercial_links(document_of(page, "html")) == ()


@pytest.mark.parametrize("piece", ["we earn ", "this post ", "links may be ", "sent me a "])
def test_a_sentence_at_its_longest_is_read_quickly(piece):
    start = time.process_time()
    disclosed((piece * 300)[:899])
    assert time.process_time() - start < 0.5

"""HTML: blocks and links with exact offsets, recovered from the tokenizer's own positions."""

from __future__ import annotations

from claimlint.document import Document, DocumentBuilder, Source
from claimlint.readers.drafts import Draft, titled
from claimlint.readers.front_matter import front_matter
from claimlint.readers.html_blocks import HtmlBlocks


def read_html(source: Source) -> Document:
    """Read an HTML page or fragment, with the YAML header that site generators take; broken markup is read as browsers do.

    Raises ReadError ``front-matter`` for a broken header.
    """
    header = front_matter(source)
    parser = HtmlBlocks(source.text[header.end :], header.end)
    parser.read()
    drafts = [Draft("title", 0, [header.title])] if header.title else []
    builder = DocumentBuilder(source)
    for draft in titled(drafts + parser.drafts):
        draft.add_to(builder)
    return builder.build(
        front_matter=header.data,
        header_places=header.places,
        meta=parser.meta,
        comments=parser.comments,
        linked_data=parser.linked_data,
    )

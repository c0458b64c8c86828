"""What the fuzz targets draw: damaged files of the project, Word files, and what parsers trip over."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import strategies as st

from tests.docx_files import docx, para, run

ROOT = Path(__file__).resolve().parents[1]

#: What parsers trip over.
BITS = st.sampled_from(
    b"\0 \xff \xc3 \xed\xa0\x80 \xef\xbb\xbf \xff\xfe { } [ ] ( ) < > & ' \" ` * _ - --- ... : :: , # | ! !!python/object: &a *a << ? ~ \\ \\u0000"
    b" \\ud800 % @ = == $ {{ }} {% <!-- --> ]]> <![CDATA[ <!DOCTYPE null true 1e999 -0 9999999999999999999999 .inf 2024-13-45 \x1b[31m \xe2\x80\xae"
    b" \xf0\x9f\x99\x82 \r \r\n \t \x0b \x85 \xe2\x80\xa8 claimlint-disable claimlint: /../ C:\\ ~/ <script> </p> &#xD800; &#0; .. ..9 <remedy> #".split(
        b" "
    )
)


@st.composite
def damaged(draw: st.DrawFn, seeds: tuple[bytes, ...]) -> bytes:
    """Draw bytes that begin as one of some files and were then cut, repeated and mixed with what parsers trip over."""
    data = bytearray(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(0, 6))):
        low = draw(st.integers(0, len(data)))
        high = min(low + draw(st.integers(0, 60)), len(data))
        kind = draw(st.integers(0, 4))
        if kind == 0:
            data[low:high] = b""
        elif kind == 1:
            data[low:low] = data[low:high] * draw(st.integers(1, 50))
        elif kind == 2:
            data[low:low] = draw(BITS) * draw(st.sampled_from([1, 1, 1, 2, 7, 300]))
        elif kind == 3:
            data[low:high] = draw(st.binary(max_size=12))
        else:
            data = data[:low]
    return bytes(data)


def files(pattern: str, most: int = 40) -> tuple[bytes, ...]:
    """Return the contents of files of the project, the smaller ones."""
    found = sorted(ROOT.glob(pattern), key=lambda path: (path.stat().st_size, str(path)))
    return tuple(path.read_bytes() for path in found[:most])


WORD_XML = st.sampled_from(
    "<w:p> </w:p> <w:r> </w:r> <w:t>Garlic</w:t> <w:t/> <w:tbl> </w:tbl> <w:tr> </w:tr> <w:tc> </w:tc> <w:del> </w:del> <w:hyperlink> </w:hyperlink> <w:br/>"
    " <w:fldChar/> <w:instrText>HYPERLINK</w:instrText> <w:sdt> </w:sdt> <w:pPr><w:numPr><w:ilvl/></w:numPr></w:pPr> &#10; cures &amp; <w:footnoteReference/> <!-- -->".split()
)


@st.composite
def word_files(draw: st.DrawFn) -> bytes:
    """Draw a Word file: sound, of odd elements, or with damaged bytes, in a part or in the archive."""
    texts = draw(st.lists(st.text(max_size=30), max_size=5))
    plain = docx(*(para(run("".join(c for c in text if c.isprintable()))) for text in texts))
    kind = draw(st.integers(0, 2))
    if kind == 0:
        return draw(damaged((plain,)))
    inside = "".join(draw(st.lists(WORD_XML, max_size=25))).encode()
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    main = parts["word/document.xml"].replace(b"</w:body>", inside + b"</w:body>")
    parts["word/document.xml"] = main if kind == 1 else draw(damaged((main,)))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()

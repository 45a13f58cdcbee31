"""One reader per format; `READERS` is the order in which they are asked."""

from __future__ import annotations

from tasks.normalize.readers.anpa import AnpaReader
from tasks.normalize.readers.ap_json import ApJsonReader
from tasks.normalize.readers.docx import DocxReader
from tasks.normalize.readers.feed import FeedReader
from tasks.normalize.readers.gzip_file import GzipReader
from tasks.normalize.readers.html import HtmlReader
from tasks.normalize.readers.iptc_7901 import Iptc7901Reader
from tasks.normalize.readers.json_ld import JsonLdReader
from tasks.normalize.readers.json_lines import JsonLinesReader
from tasks.normalize.readers.mail import MailReader, MboxReader
from tasks.normalize.readers.markdown import MarkdownReader
from tasks.normalize.readers.news_dict import NewsDictReader
from tasks.normalize.readers.news_xml import NewsXmlReader
from tasks.normalize.readers.newsml_1 import NewsMl1Reader
from tasks.normalize.readers.newsml_g2 import NewsMlG2Reader
from tasks.normalize.readers.ninjs import NinjsReader
from tasks.normalize.readers.nitf import NitfReader
from tasks.normalize.readers.pdf import PdfReader
from tasks.normalize.readers.plain_json import JsonReader
from tasks.normalize.readers.tar_archive import TarReader
from tasks.normalize.readers.text import TextReader
from tasks.normalize.readers.warc import WarcReader
from tasks.normalize.readers.wxr import WxrReader
from tasks.normalize.readers.zip_archive import ZipReader

READERS = (
    # By their first bytes.
    DocxReader(), ZipReader(), WarcReader(), GzipReader(), TarReader(), PdfReader(), AnpaReader(),
    Iptc7901Reader(),
    # Texts with a structure that nothing else has.
    MboxReader(), MailReader(), JsonLinesReader(), NinjsReader(), ApJsonReader(), JsonLdReader(),
    NewsDictReader(), JsonReader(),
    # By the root element; XML that none of them knows comes after HTML, which may be XML too.
    NewsMlG2Reader(), NewsMl1Reader(), NitfReader(), WxrReader(), FeedReader(), HtmlReader(),
    NewsXmlReader(),
    # Texts that may be anything.
    MarkdownReader(), TextReader(),
)  # fmt: skip
"""Content decides: the first reader that recognizes a source reads it. Plain text comes last,
since it recognizes everything that is text at all."""

"""Answers made small for the wire, where the browser takes them so.

Static files are compressed once for all (`assets`) and pass through. That a page holds secrets beside words from its
address is no danger: the token is masked (`csrf`), and with cookies of `SameSite=Lax` no other site can have a page
fetched over and over in the reader's name to compare sizes.
"""

from flask import Flask
from flask_compress import Compress

TYPES = ("text/html", "application/json", "application/problem+json", "application/xml", "text/csv", "text/plain")
"""What is text; pictures and archives are small already."""
SMALLEST = 500
"""Bytes below which it is not worth the while."""


def install(app: Flask) -> None:
    app.config.update(
        COMPRESS_MIMETYPES=list(TYPES),
        COMPRESS_MIN_SIZE=SMALLEST,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_ALGORITHM_STREAMING=[],  # a stream is sent as it comes
    )
    Compress(app)

"""What can go wrong with a service, drawn as a tree.

    FetchFailedError            one request came to nothing; the message is for people
    ├── NotFoundError           the service does not know the work (404)
    ├── RateLimitedError        too many requests, also after waiting (429)
    ├── UnreachableError        no connection, no answer in time, or the service is down (5xx)
    ├── RefusedError            the service does not accept the request (other 4xx)
    └── BadReplyError           an answer came that is not what the service documents
        └── TruncatedReplyError an answer came in part; asking again may help

No message holds a key or a token: addresses are shown without their query.
"""

from __future__ import annotations


class FetchFailedError(Exception):
    """One request to a service came to nothing."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        """What happened, in one sentence for people."""


class NotFoundError(FetchFailedError):
    """The service does not know the work: for example 404 for a DOI of another agency."""


class RateLimitedError(FetchFailedError):
    """Too many requests, also after waiting: for example 429 five times."""


class UnreachableError(FetchFailedError):
    """No connection, no answer in time, or the service is down: for example 503 five times."""


class RefusedError(FetchFailedError):
    """The service does not accept the request: for example 400 for a malformed query."""


class BadReplyError(FetchFailedError):
    """An answer that is not what the service documents: for example HTML instead of JSON."""


class TruncatedReplyError(BadReplyError):
    """An answer that ends in the middle: for example JSON without its last bracket."""

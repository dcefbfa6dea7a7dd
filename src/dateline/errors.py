"""The error tree; errors of libraries never escape as themselves.

DatelineError
├── PageError            a page that cannot be read
│   ├── InputTooLarge        more bytes, nodes or attributes than the limits allow
│   ├── InputTooDeep         nested deeper than the limits allow
│   ├── DecompressionBomb    compressed bytes that unpack to far more than they should
│   ├── UnsupportedInput     a PDF, an image, an archive: not a page
│   ├── BadInput             empty or broken beyond reading
│   ├── Refused              an address or a site that must not be fetched
│   ├── Timeout              took longer than the limits allow
│   └── OutOfMemory          needed more memory than the limits allow
├── ArticleError         a page without an article
│   └── NotAnArticle
├── AnalysisError        a text that cannot be analysed
│   ├── NotEnglish           a text in another language
│   └── TextTooLarge         more characters than the limits allow
├── OntologyError        an ontology that is not as one is written
├── ActorsFileError      a list of actors that is not as one is written
├── CorrectionError      a correction that is not as one is written
├── OutputError          an output file that cannot be written or resumed
├── ArchiveError         an archive that cannot be used
│   ├── NotAnArchive         a file that is something else
│   ├── ArchiveTooNew        written by a newer version
│   ├── ArchiveLocked        another process writes for too long
│   ├── ArchiveDamaged       broken inside
│   ├── ArchiveNotWritable   read-only, or the disk is full
│   ├── NotInArchive         no event, story or article of that name
│   └── QueryError           a search that is not as one is written
└── ResourceError        a file of the package that is missing or damaged
"""


class DatelineError(Exception):
    """Base of all errors; ``origin`` and ``url`` say which page, where one is concerned."""

    def __init__(self, reason: str, *, origin: str | None = None, url: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.origin = origin
        self.url = url


class PageError(DatelineError):
    """A page that cannot be read."""


class InputTooLarge(PageError):
    """More bytes, nodes or attributes than the limits allow."""


class InputTooDeep(PageError):
    """Elements nested deeper than the limits allow."""


class DecompressionBomb(PageError):
    """Compressed bytes that unpack to far more than they should."""


class UnsupportedInput(PageError):
    """Not a page: a PDF, an image, an archive."""


class BadInput(PageError):
    """Empty, missing, or broken beyond reading."""


class Refused(PageError):
    """An address or a site that must not be fetched."""


class Timeout(PageError):
    """Took longer than the limits allow."""


class OutOfMemory(PageError):
    """Needed more memory than the limits allow."""


class ArticleError(DatelineError):
    """A page that was read but has no article."""


class NotAnArticle(ArticleError):
    """Nothing on the page is an article."""


class AnalysisError(DatelineError):
    """A text that cannot be analysed."""


class NotEnglish(AnalysisError):
    """A text in another language than English, the one that is read."""


class TextTooLarge(AnalysisError):
    """More characters than the limits allow."""


class OntologyError(DatelineError):
    """An ontology that is not as one is written; ``key`` and ``line`` say where, as far as known."""

    def __init__(self, reason: str, *, key: str | None = None, line: int | None = None) -> None:
        super().__init__(reason)
        self.key = key
        self.line = line


class ActorsFileError(DatelineError):
    """A list of actors that is not as one is written; ``line`` counts the header as 1."""

    def __init__(self, reason: str, *, line: int | None = None) -> None:
        super().__init__(reason)
        self.line = line


class CorrectionError(DatelineError):
    """A correction that is not as one is written; ``field`` and ``line`` (of a file) say where, as far as known."""

    def __init__(self, reason: str, *, field: str | None = None, line: int | None = None) -> None:
        super().__init__(reason)
        self.field = field
        self.line = line


class OutputError(DatelineError):
    """An output file that cannot be written or resumed."""


class ArchiveError(DatelineError):
    """An archive that cannot be used."""


class NotAnArchive(ArchiveError):
    """A file that is something else."""


class ArchiveTooNew(ArchiveError):
    """Written by a newer version of the program."""


class ArchiveLocked(ArchiveError):
    """Another process writes for longer than is waited."""


class ArchiveDamaged(ArchiveError):
    """Broken inside."""


class ArchiveNotWritable(ArchiveError):
    """The file or its folder is read-only, or the disk is full."""


class NotInArchive(ArchiveError):
    """No event, story or article of that name."""


class QueryError(ArchiveError):
    """A search that is not as one is written."""


class ResourceError(DatelineError):
    """A file of the package that is missing or damaged."""

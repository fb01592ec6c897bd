"""The pieces that answers are made of. Each is a schema of its own in the OpenAPI document."""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer

# What is named in an answer by day or moment. Views give dates; the answer holds ISO 8601.
Day = Annotated[date, PlainSerializer(lambda day: day.isoformat(), return_type=str)]
Moment = Annotated[datetime, PlainSerializer(lambda moment: moment.isoformat(), return_type=str)]


class Piece(BaseModel):
    """A part of an answer: nothing is in it but what it declares."""

    model_config = ConfigDict(extra="forbid", protected_namespaces=())


class PageReference(Piece):
    """A page that something leads to, in the reader's language where it is translated."""

    id: int
    type: str = Field(description="The type of the page, app and class.")
    title: str
    url: str = Field(description="The page's path on the site.")
    locale: str


class DocumentReference(Piece):
    """A file to fetch. ``size`` is in bytes."""

    id: int
    title: str
    url: str
    filename: str
    file_type: str
    size: int | None


class TermReference(Piece):
    """A word of the glossary."""

    uid: str
    term: str
    definition: str
    url: str


class FocalPoint(Piece):
    """The part of the picture that must not be cut off, in pixels of the original; x and y are its middle."""

    x: int
    y: int
    width: int
    height: int


class Rendition(Piece):
    """A picture ready to be shown. ``srcset`` holds one value for each format, the smallest files first."""

    src: str
    width: int
    height: int
    srcset: dict[str, str] = Field(description="Media type of the format to the value of the attribute srcset.")


class Image(Piece):
    """A picture at its place. ``alt`` is empty where the picture is decorative."""

    id: int
    alt: str
    decorative: bool
    width: int
    height: int
    focal_point: FocalPoint | None
    renditions: dict[str, Rendition]


class Translation(Piece):
    """The page in another language."""

    id: int
    locale: str
    title: str
    url: str


class ListMeta(Piece):
    """Where in the whole this part stands. ``next`` and ``previous`` are addresses."""

    total: int
    limit: int
    offset: int
    next: str | None
    previous: str | None


class ProblemDocument(BaseModel):
    """Something went wrong (RFC 9457). ``detail`` says what to do about it."""

    model_config = ConfigDict(extra="allow")

    type: str
    title: str
    status: int
    detail: str


def list_of(name, item):
    """The schema of a list: its items and where they stand in the whole."""
    return type(name, (Piece,), {"__annotations__": {"items": list[item], "meta": ListMeta}, "__doc__": "A list."})

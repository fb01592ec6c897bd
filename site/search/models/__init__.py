from .documents import DocumentText
from .editing import Pick, SearchWeights, SynonymGroup
from .entries import Channels, Entry, Pending, State, Touch, Word
from .log import QueryDay

__all__ = [
    "Channels",
    "DocumentText",
    "Entry",
    "Pending",
    "Pick",
    "QueryDay",
    "SearchWeights",
    "State",
    "SynonymGroup",
    "Touch",
    "Word",
]

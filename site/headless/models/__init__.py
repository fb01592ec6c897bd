from .changes import ContentChange
from .tokens import ReaderToken

__all__ = ["ContentChange", "ReaderToken"]

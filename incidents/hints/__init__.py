"""What an experienced colleague would say of a text before it is posted. Nothing here forbids."""

from incidents.hints.draft import Draft
from incidents.hints.found import hints_for
from incidents.hints.hint import Hint, Kind

__all__ = ["Draft", "Hint", "Kind", "hints_for"]

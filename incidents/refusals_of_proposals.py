"""What proposals refuse, by name."""

from lib.refused import Refused


class AlreadyDecided(Refused):
    @classmethod
    def of(cls, proposal):
        who = proposal.decided_by or "somebody"
        return cls(f"{proposal.get_decision_display()} by {who} meanwhile.")


class OwnProposal(Refused):
    message = "A second person decides what you propose."


class ToldSince(Refused):
    """Something was told that the proposer has not seen."""


class NoLongerPossible(Refused):
    """The form that was typed then is refused now."""


class RejectedWithoutReason(Refused):
    field = "reason"
    message = "Say why, in one line: the proposer reads it."


class AloneWithoutReason(Refused):
    message = "Nothing was posted yet: say why it cannot wait for a second person."

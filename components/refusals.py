"""What the record of a component refuses, by name. Each says at which field it belongs."""

from lib.refused import Refused


class SpanEndsBeforeItStarts(Refused):
    field = "until"
    message = "The time ends before it starts."


class SpanInTheFuture(Refused):
    field = "until"
    message = "Only what has passed can be corrected: end it now at the latest."


class SpanBeforeHistory(Refused):
    field = "starts_at"
    message = "The history of this component begins later."


class StatusUnknown(Refused):
    field = "status"
    message = "This is not a status of a component."


class WhyMissing(Refused):
    field = "reason"
    message = "Say why the record was wrong."


class WhyTooLong(Refused):
    field = "reason"
    message = "The reason is longer than 255 characters."


class CorrectionWithdrawn(Refused):
    field = "reason"
    message = "This correction has been withdrawn already."

"""What incidents refuse, by name. Each says at which field of a form it belongs."""

from lib.refused import Refused


class StatusOfAnotherKind(Refused):
    field = "status"
    message = "This status does not belong to this kind of incident."


class BodyMissing(Refused):
    field = "body"
    message = "Write what readers should know."


class BodyTooLong(Refused):
    field = "body"
    message = "The text is longer than 25,000 characters."


class NameMissing(Refused):
    field = "name"
    message = "Give the incident a name that says what is wrong."


class NameTooLong(Refused):
    field = "name"
    message = "The name is longer than 255 characters."


class UpdateBeforeIncident(Refused):
    field = "display_at"
    message = "The update is dated before the incident began."


class UpdateInTheFuture(Refused):
    field = "display_at"
    message = "The update is dated in the future."


class PromiseInThePast(Refused):
    field = "next_update_by"
    message = "The next update is promised for a time before this one."


class ComponentNotOnPage(Refused):
    field = "components"
    message = "This component is not on the page."


class ComponentTwice(Refused):
    field = "components"
    message = "A component is named twice."


class ComponentStatusUnknown(Refused):
    field = "components"
    message = "This is not a status of a component."


class WordsTooLong(Refused):
    field = "components"
    message = "What is said of a component is longer than 1,000 characters."


class ImpactUnknown(Refused):
    field = "impact_override"
    message = "This is not an impact of an incident."


class WindowEndsBeforeItStarts(Refused):
    field = "scheduled_until"
    message = "The maintenance window ends before it starts."


class WindowHasBegun(Refused):
    field = "scheduled_for"
    message = "The maintenance has begun: only the end of its window can be moved."


class NotScheduled(Refused):
    field = "status"
    message = "Only a maintenance that has not begun can be started."


class NotInProgress(Refused):
    field = "status"
    message = "Only a maintenance that is in progress can be completed."


class PostmortemNotReady(Refused):
    field = "body"
    message = "A postmortem can be published once it is written and its incident is over."


class PostmortemInTheFuture(Refused):
    field = "published_at"
    message = "The postmortem is dated in the future."


class PostmortemNotPublished(Refused):
    field = "body"
    message = "This postmortem is not published."


class ReasonMissing(Refused):
    field = "reason"
    message = "Tell readers why, in one line."


class ReasonTooLong(Refused):
    field = "reason"
    message = "The reason is longer than 255 characters."


class NothingCorrected(Refused):
    field = "body"
    message = "The text is the same as before."


class UpdateRetracted(Refused):
    field = "reason"
    message = "This update has been removed already."


class FirstUpdate(Refused):
    field = "reason"
    message = "The first update is the incident itself: withdraw the incident instead."


class SecretTooShort(Refused):
    field = "secret"
    message = "Give at least four characters."


class SecretNotFound(Refused):
    field = "secret"
    message = "This incident tells nothing like that. Copy it exactly as it was typed."

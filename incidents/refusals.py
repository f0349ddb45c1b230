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


class PlaceholderLeft(Refused):
    field = "body"
    message = "Fill in what stands in double braces, or take it out."


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


class WindowUnchanged(Refused):
    field = "scheduled_until"
    message = "This is the window as it is already."


class MaintenanceOver(Refused):
    field = "scheduled_for"
    message = "This maintenance is over: its window stays as it was."


class NotExtendable(Refused):
    field = "until"
    message = "Only a maintenance that is in progress can be extended."


class NotLonger(Refused):
    field = "until"
    message = "Somebody moved the end meanwhile: look at the window again."


class NotCancellable(Refused):
    field = "reason"
    message = "Only a maintenance that has not begun can be cancelled."


class RuleUnreadable(Refused):
    field = "rule"
    message = "Write a rule like FREQ=MONTHLY;BYDAY=2TU. It says days, not times of day."


class RuleTooFrequent(Refused):
    field = "rule"
    message = "A series takes place once a day at most."


class RuleNeverHappens(Refused):
    field = "rule"
    message = "This rule gives no day within the next five years."


class WindowsOverlap(Refused):
    field = "minutes"
    message = "One would begin before the one before it is over."


class NothingToAnnounce(Refused):
    field = "rule"
    message = "Nothing of this series is due to be announced."


class OccurrenceAnnounced(Refused):
    field = "day"
    message = "This one is announced already: cancel it on its own page."


class OccurrenceUnknown(Refused):
    field = "day"
    message = "The series does not take place on that day."


class SeriesEnded(Refused):
    field = "rule"
    message = "This series has ended."


class PostmortemNotReady(Refused):
    field = "body"
    message = "A postmortem can be published once it is written and its incident is over."


class PostmortemInTheFuture(Refused):
    field = "published_at"
    message = "The postmortem is dated in the future."


class PostmortemNotPublished(Refused):
    field = "body"
    message = "This postmortem is not published."


class PostmortemPublished(Refused):
    field = "promised_by"
    message = "This postmortem is published already: that promise is kept."


class PostmortemPromisedInThePast(Refused):
    field = "promised_by"
    message = "Promise it for today or a later day."


class ActionMissing(Refused):
    field = "action"
    message = "Write what is to be done."


class ActionTooLong(Refused):
    field = "action"
    message = "This is longer than 1,000 characters."


class OwnerTooLong(Refused):
    field = "owner"
    message = "The name of the team is longer than 255 characters."


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

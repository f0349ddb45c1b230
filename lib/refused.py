"""The base of what the domain refuses."""


class Refused(Exception):
    """A rule of the domain forbids this. Nothing was written.

    `field` names the argument at fault: a form shows the message there, an API answers with both.
    """

    field: str | None = None
    message = "This is not possible."

    def __init__(self, message: str | None = None):
        super().__init__(message or self.message)

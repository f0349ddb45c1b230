"""Who acts: the member of staff whose request is answered, or the program by itself."""

from collections.abc import Callable
from contextvars import ContextVar

SYSTEM = "system"
_actor: ContextVar[Callable[[], str] | None] = ContextVar("actor", default=None)


def actor() -> str:
    name_of = _actor.get()
    return name_of() if name_of else SYSTEM


class ActingMiddleware:
    """Lets what is changed while a request is answered be put down to whoever sent it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        # Asked for when something changes, not before: a reader's request opens no session.
        token = _actor.set(lambda: request.user.get_username() or "nobody")
        try:
            return self.get_response(request)
        finally:
            _actor.reset(token)

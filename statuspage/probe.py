"""Asks the web server whether it answers: `python -m statuspage.probe` exits with 1 if not.

It needs neither Django nor curl, so that a container can call it every few seconds.
"""

import os
import sys
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

# Where to knock when the server listens everywhere.
_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def answers(bind: str, port: int, *, site_url: str) -> bool:
    """Whether the server answers, when it is asked as a visitor of the site would."""
    web = HTTPConnection(_LOOPBACK.get(bind, bind), port, timeout=2)
    try:
        web.request("GET", "/healthz", headers={"Host": urlsplit(site_url).netloc})
        return web.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        web.close()


if __name__ == "__main__":
    bind, port = os.environ.get("BIND", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    site_url = os.environ.get("SITE_URL", f"http://127.0.0.1:{port}")
    sys.exit(0 if answers(bind, port, site_url=site_url) else 1)

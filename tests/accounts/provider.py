"""A provider of single sign-on (OpenID Connect) on loopback, which believes whatever it is told."""

import base64
import hashlib
import json
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET = "status", "a secret of both"
KEY = rsa.generate_private_key(65537, 2048)


class Provider:
    """Its `claims` are what it says of whoever signs in next."""

    def __init__(self):
        self.claims = {}
        self.asked = {}
        handler = type("Handler", (_Handler,), {"provider": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.02])

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    def token(self):
        now = int(time.time())
        said = {"iss": self.url, "aud": CLIENT_ID, "iat": now, "exp": now + 60, **self.claims}
        return jwt.encode(said, KEY, "RS256", headers={"kid": "1"})


class _Handler(BaseHTTPRequestHandler):
    provider: Provider

    def do_GET(self):
        path, query = urlsplit(self.path).path, parse_qs(urlsplit(self.path).query)
        asked = {name: values[0] for name, values in query.items()}
        if path == "/.well-known/openid-configuration":
            self._say(self._configuration())
        elif path == "/authorize":
            code = secrets.token_hex(8)
            self.provider.asked[code] = asked
            answer = urlencode({"code": code, "state": asked["state"]})
            self._lead(f"{asked['redirect_uri']}?{answer}")
        elif path == "/userinfo" and self.headers["Authorization"] == "Bearer access":
            self._say(self.provider.claims)
        else:
            self.send_error(404)

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        sent = {name: v[0] for name, v in parse_qs(self.rfile.read(length).decode()).items()}
        asked = self.provider.asked.pop(sent.get("code"), None)
        if not asked or not self._knows(sent, asked):
            self.send_error(400)
            return
        token = {"access_token": "access", "token_type": "Bearer", "expires_in": 60}
        self._say({**token, "id_token": self.provider.token()})

    def _knows(self, sent, asked):
        digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        fields = ["client_id", "client_secret", "redirect_uri"]
        ours = [CLIENT_ID, CLIENT_SECRET, asked["redirect_uri"]]
        return challenge == asked["code_challenge"] and [sent.get(f) for f in fields] == ours

    def _configuration(self):
        url = self.provider.url
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token",
                  "userinfo_endpoint": "userinfo", "jwks_uri": "keys"}  # fmt: skip
        return {
            "issuer": url,
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
            **{name: f"{url}/{path}" for name, path in places.items()},
        }

    def _say(self, data):
        body = json.dumps(data).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _lead(self, place):
        self.send_response(302)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass

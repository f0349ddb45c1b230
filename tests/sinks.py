"""A mail server and a chat that keep what they are sent, on loopback."""

import email
import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import StreamRequestHandler, ThreadingTCPServer


class MailServer(ThreadingTCPServer):
    """Speaks as much SMTP as it takes to be given a mail; `is_broken`: it refuses them."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), SMTPConversation)
        self.mails = []
        self.is_broken = False

    @property
    def mailers(self):
        host, port = self.server_address
        return {
            "default": {
                "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
                "OPTIONS": {"host": host, "port": port, "timeout": 5},
            }
        }

    @property
    def told(self):
        """To whom, and what about."""
        return [(mail["To"], mail["Subject"]) for mail in self.mails]


class SMTPConversation(StreamRequestHandler):
    def handle(self):
        self.say("220 here")
        for line in self.rfile:
            verb = line.decode().split()[0].upper()
            if verb == "QUIT":
                self.say("221 bye")
                return
            if verb == "DATA" and not self.server.is_broken:
                self.say("354 go on")
                self.take()
            self.say("451 not now" if self.server.is_broken and verb == "DATA" else "250 fine")

    def take(self):
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.mails.append(email.message_from_bytes(b"".join(lines)))

    def say(self, line):
        self.wfile.write(f"{line}\r\n".encode())


class Chat(ThreadingHTTPServer):
    """Takes what a webhook posts; `is_broken`: it answers 500."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), ChatRequest)
        self.messages = []
        self.is_broken = False

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_port}/services/T0/B0/x"

    @property
    def told(self):
        """The first line of each message."""
        return [message["text"].splitlines()[0] for message in self.messages]


class ChatRequest(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if not self.server.is_broken:
            self.server.messages.append(json.loads(body))
        self.send_response(500 if self.server.is_broken else 200)
        self.end_headers()

    def log_message(self, format, *args):
        """Say nothing."""


@contextmanager
def listening(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

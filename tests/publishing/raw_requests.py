"""Raw requests: plain, odd, and hostile ones, by hand and by chance."""

import random

from publishing.document import etag

PAGE = b"<h1>All systems operational</h1>\n" * 400
TAG = etag(PAGE)

HOST = b"Host: status.example.com\r\n"
GZIP = b"Accept-Encoding: gzip\r\n"


def request(target=b"/", *headers, method=b"GET", version=b"HTTP/1.1"):
    return b"%b %b %b\r\n%b\r\n" % (method, target, version, b"".join(headers))


PLAIN = [
    request(b"/", HOST),
    request(b"/"),
    request(b"/", HOST, GZIP),
    request(b"/", GZIP, HOST),
    request(
        b"/", HOST, b"Accept-Encoding: gzip, deflate, br, zstd\r\n", b"Connection: keep-alive\r\n"
    ),
    request(b"/", HOST, b"aCCept-enCoding:br;q=0,   gzip  \r\n"),
    request(b"/", HOST, b"Accept-Encoding:\r\n"),
    request(b"/", HOST, method=b"HEAD"),
    request(b"/", HOST, GZIP, method=b"HEAD"),
    request(b"/?utm_source=mail", HOST),
    request(b"/?", HOST),
    request(b"/history", HOST),
    request(b"/history?pages=2&x", HOST),
    request(
        b"/api/v2/status.json", HOST, b"X-Forwarded-For: 10.0.0.1\r\nX-Forwarded-Proto: https\r\n"
    ),
    request(b"/", HOST, b"Cookie: sessionid=secret\r\n"),
    request(b"/", HOST, b"Connection: Keep-Alive\r\n"),
    request(b"/", HOST, b"X-A: 1\r\n" * 99),
    request(b"/", HOST, b"X-A: " + b"a" * 5000 + b"\r\n"),
    request(b"/?" + b"q" * 7000, HOST),
    *(
        request(b"/", HOST, GZIP, b"If-None-Match: %b\r\n" % known.encode())
        for known in (f'"{TAG}-gzip"', f'W/"{TAG}-gzip"', f'"{TAG}"', "*", '"a", "b"', "")
    ),
    request(b"/", HOST, GZIP, f'If-None-Match: "{TAG}-gzip"\r\n'.encode(), method=b"HEAD"),
]

OTHER_TARGETS = [
    *(b"/unknown", b"/history/", b"/history?page=2", b"/history?p%61ge=2", b"/404", b"//", b"/./"),
    *(
        b"/%68istory",
        b"/history%2f",
        b"/%",
        b"/%00",
        b"/history#update",
        b"/?a#b",
        b"/a/../history",
    ),
    *(
        b"/h\xc3\xa9",
        b"/\x00",
        b"*",
        b"",
        b"history",
        b"/ x",
        b"//history",
        b"/;a=b",
        b"/[",
        b"/\\",
    ),
    *(b"http://status.example.com/", b"http://other/history", b"status.example.com:80"),
    *(b"/" + b"a" * 5000, b"/" + b"a" * 9000, b"/?" + b"q" * 20000),
]

OTHER_HEADERS = [
    b"Connection: close\r\n",
    b"Connection: keep-alive, TE\r\n",
    b"Connection: keep-alive\r\nConnection: close\r\n",
    b"Connection: close\r\nConnection: keep-alive\r\n",
    b"Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n",
    b"Host: other\r\n",
    b"Content-Length: 0\r\n",
    b"Content-Length: 5\r\n\r\nhello",
    b"Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
    b"Content-Length: +5\r\n\r\nhello",
    b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"Transfer-Encoding: xchunked\r\n",
    b"Transfer-Encoding : chunked\r\n",
    b"Transfer-Encoding: identity\r\n",
    b"Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n",
    b"Expect: 100-continue\r\n",
    b"Expect: miracles\r\n",
    b"Range: bytes=0-9\r\n",
    b"If-Range: x\r\n",
    b"If-Modified-Since: Tue, 24 Nov 2026 10:00:00 GMT\r\n",
    b"If-Match: x\r\n",
    b"Content-Type: a\r\n",
    b"Content-Type: a\r\nContent-Type: b\r\n",
    b"Authorization: Basic eDp5\r\n",
    b"TE: trailers\r\n",
    b"X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: off\r\n",
    b"X-Forwarded-Proto: https\r\nX-Forwarded-Proto: http\r\n",
    b"Script_Name: /history\r\n",
    b"SCRIPT_NAME: /\r\n",
    b"X_Under: score\r\n",
    b"Accept-Encoding: gzip\r\nAccept-Encoding: br\r\n",
    b'If-None-Match: "a"\r\nIf-None-Match: *\r\n',
    b" folded\r\n",
    b"X-A: 1\r\n folded\r\n",
    b"X-A: 1\r\n\tfolded\r\n",
    b"X-A: \x00\r\n",
    b"X-A: \x7f\r\n",
    b"X-A: h\xc3\xa9\r\n",
    b"X-A: a\tb\r\n",
    b"X-A:\t1\r\n",
    b"X-A: a\nX-B: b\r\n",
    b"X-A: a\rX-B: b\r\n",
    b"X-A\r\n",
    b"X A: 1\r\n",
    b"X-A : 1\r\n",
    b": 1\r\n",
    b"X-\xe9: 1\r\n",
    b"X(A): 1\r\n",
    b"X-A: " + b"a" * 8300 + b"\r\n",
    b"X-A: 1\r\n" * 100,
    b"X-A: 1\r\n" * 1200,
]

ODD = [
    *(request(target, HOST) for target in OTHER_TARGETS),
    *(request(b"/", HOST, header) for header in OTHER_HEADERS),
    *(request(b"/", header, HOST, GZIP) for header in OTHER_HEADERS),
    *(request(b"/", HOST, method=m) for m in (b"POST", b"OPTIONS", b"get", b"Get", b"G=T", b"")),
    *(request(b"/", HOST, method=m) for m in (b"CONNECT", b"TRACE", b"DELETE", b"PRI", b"GETX")),
    *(request(b"/", HOST, version=v) for v in (b"HTTP/1.0", b"HTTP/1.2", b"HTTP/2.0", b"HTTP/0.9")),
    *(
        request(b"/", HOST, version=v)
        for v in (b"http/1.1", b"HTTP/1.1 ", b"HTTP/1", b"", b"X/1.1")
    ),
    request(b"/", HOST, b"Connection: keep-alive\r\n", version=b"HTTP/1.0"),
    request(b"*", HOST, method=b"OPTIONS"),
    b"\r\n" + request(b"/", HOST),
    b"\r\n\r\n" + request(b"/", HOST),
    b"\n" + request(b"/", HOST),
    b" " + request(b"/", HOST),
    b"GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
    b"GET / HTTP/1.1\nHost: a\n\n",
    b"GET / HTTP/1.1\r\nHost: a\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n\n",
    b"GET / HTTP/1.1\r\rHost: a\r\r",
    b"GET\t/\tHTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n",
    b"GET /",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\n" + request(b"/", HOST),
]

PIPELINES = [
    PLAIN[0] * 3,
    PLAIN[2] + PLAIN[7] + PLAIN[11] + PLAIN[3],
    request(b"/unknown", HOST) + PLAIN[2] + request(b"/other", HOST),
    PLAIN[2] + request(b"/unknown", HOST) + PLAIN[2],
    PLAIN[2] + request(b"/", HOST, b"Connection: close\r\n") + PLAIN[2],
    PLAIN[2] + request(b"/x", b"Content-Length: 3\r\n", method=b"POST") + b"abc" + PLAIN[7],
    request(b"/x", b"Content-Length: 60\r\n", method=b"POST") + PLAIN[2] + PLAIN[7],
    PLAIN[2] + b"\r\n" + PLAIN[2],
    PLAIN[2] + b"\n" + PLAIN[2],
    PLAIN[2] + b"GARBAGE\r\n\r\n" + PLAIN[2],
    PLAIN[2] + b"GET / HT",
    PLAIN[2] * 200,
    (PLAIN[2] + request(b"/unknown", HOST)) * 60,
]

# With these words, sentences are made by chance: near enough to right to reach every branch.
_METHODS = [b"GET"] * 8 + [b"HEAD"] * 3 + [b"POST", b"get", b"OPTIONS"]
_TARGETS = [b"/"] * 6 + [b"/history", b"/api/v2/status.json", b"/missing.json", *OTHER_TARGETS[:20]]
_VERSIONS = [b"HTTP/1.1"] * 12 + [b"HTTP/1.0", b"HTTP/1.2"]
_HEADERS = [HOST, GZIP, b"Connection: keep-alive\r\n", b"Accept: */*\r\n", *OTHER_HEADERS[:-5]]
_USUAL = [HOST, GZIP, b"Connection: keep-alive\r\n", b"User-Agent: x\r\n", b"If-None-Match: *\r\n"]
_NOISE = [b"\r", b"\n", b"\r\n", b"\x00", b" ", b"\t", b":", b"\xff", b"a", b"0", b"/", b"?", b"%"]


def by_chance(count: int, seed: int) -> list[bytes]:
    """Payloads of one to four requests; some are damaged at one place."""
    chance = random.Random(seed)
    return [_payload(chance) for _ in range(count)]


def _payload(chance: random.Random) -> bytes:
    payload = b"".join(_request(chance) for _ in range(chance.choice([1, 1, 2, 4])))
    if chance.random() < 0.4:
        place = chance.randrange(len(payload))
        removed = chance.choice([0, 0, 1, 2, 10])
        payload = payload[:place] + chance.choice(_NOISE) + payload[place + removed :]
    return payload


def _request(chance: random.Random) -> bytes:
    headers = chance.sample(_USUAL, chance.randrange(len(_USUAL)))
    if chance.random() < 0.3:
        headers.insert(chance.randrange(len(headers) + 1), chance.choice(_HEADERS))
    start = [chance.choice(words) for words in (_TARGETS, _METHODS, _VERSIONS)]
    return request(start[0], *headers, method=start[1], version=start[2])

"""Asks the daemon's API as another program would."""

import http.client
import json
import urllib.error
import urllib.request

from .process import wait_until


class Api:
    """The API of a running program; every answer is held against its description, if one is given."""

    def __init__(self, program, port, description=None):
        self.program, self.port, self.description = program, port, description
        self.seen = set()

    @property
    def token(self):
        """The token that the daemon left beside its database."""
        return (self.program.folder / "api-token").read_text(encoding="ascii").strip()

    def ask(self, path, method="GET", body=None, token="own", headers=None):
        """Status and text of an answer."""
        data = None if body is None else body.encode() if isinstance(body, str) else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", data, method=method)
        if token is not None:
            request.add_header("Authorization", f"Bearer {self.token if token == 'own' else token}")
        if data is not None:
            request.add_header("Content-Type", "application/json")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                status, kind, text = answer.status, answer.headers["Content-Type"], answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                status, kind, text = error.code, error.headers["Content-Type"], error.read().decode()
        if self.description:
            self.description.check(method, path, status, kind, text)
            self.seen.add((method, self.description.pattern_of(path), status))
        return status, text

    def get(self, path, expect=200, **options):
        """The JSON of an answer that must have this status."""
        status, text = self.ask(path, **options)
        if status != expect:
            raise AssertionError(f"{path}: {status}, expected {expect}: {text[:500]}")
        return json.loads(text)

    def post(self, path, body=None, expect=202, **options):
        """Likewise of a POST."""
        return self.get(path, expect, method="POST", body=body, **options)

    def pages(self, path, name):
        """All rows of a list, page by page."""
        rows, cursor = [], None
        while True:
            page = self.get(path + (f"&cursor={cursor}" if cursor else ""))
            rows += page[name]
            cursor = page["next_cursor"]
            if cursor is None:
                return rows

    def is_up(self):
        """Whether it answers yet."""
        self.program.check_alive()
        try:
            return self.ask("/healthz", token=None)[0] == 200
        except (OSError, http.client.HTTPException):
            return False

    def wait_up(self):
        """Waits until it answers."""
        wait_until(self.is_up, 20, lambda: "the API; " + self.program.stderr_tail())
        return self

    def events(self):
        """The server-sent events as they come: (name, data)."""
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}/api/v1/events")
        request.add_header("Authorization", f"Bearer {self.token}")
        with urllib.request.urlopen(request, timeout=60) as answer:
            name = None
            for line in answer:
                key, _, value = line.decode().rstrip("\n").partition(": ")
                if key == "event":
                    name = value
                elif key == "data":
                    yield name, json.loads(value)

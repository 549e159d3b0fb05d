"""The description of the API, and whether an answer is as it says."""

import json
import re

import jsonschema

from .process import REPOSITORY


class Description:
    """resources/api/openapi.json."""

    def __init__(self, document=None):
        self.document = document or json.loads(
            (REPOSITORY / "resources/api/openapi.json").read_text(encoding="utf-8"))

    def calls(self):
        """Method and path of every call."""
        return {(method.upper(), path) for path, methods in self.document["paths"].items()
                for method in methods}

    def pattern_of(self, path):
        """The described path that a real one belongs to; those without names first."""
        path = path.partition("?")[0]
        for pattern in sorted(self.document["paths"], key=lambda text: "{" in text):
            if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", pattern), path):
                return pattern
        return None

    def check(self, method, path, status, kind, body):
        """Fails unless the answer is described and as it is described."""
        pattern = self.pattern_of(path)
        operation = self.document["paths"][pattern][method.lower()]
        answers = operation["responses"]
        if str(status) not in answers:
            raise AssertionError(f"{method} {pattern}: status {status} is not described: {body[:300]}")
        content = answers[str(status)]["content"]
        kind = kind.partition(";")[0]
        if kind not in content:
            raise AssertionError(f"{method} {pattern}: {kind} is not described for {status}")
        if kind == "application/json":
            schema = content[kind]["schema"] | {"components": self.document["components"]}
            jsonschema.Draft202012Validator(schema).validate(json.loads(body))

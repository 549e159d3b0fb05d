"""A JSON-RPC client over one kept-alive HTTP connection."""

import http.client
import json
import urllib.parse


class RpcError(Exception):
    """The node answered with an error."""


class Rpc:
    """Asks one node, one question (or one batch) at a time."""

    def __init__(self, url, timeout=60):
        self.url = url
        parts = urllib.parse.urlsplit(url)
        client = {"http": http.client.HTTPConnection, "https": http.client.HTTPSConnection}
        self._connection = client[parts.scheme](parts.hostname, parts.port, timeout=timeout)
        self._path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def _post(self, body):
        try:
            self._connection.request("POST", self._path, json.dumps(body),
                                     {"Content-Type": "application/json"})
            return json.loads(self._connection.getresponse().read())
        except (OSError, http.client.HTTPException):
            self._connection.close()
            raise

    def call(self, method, *params):
        """The result of one call; RpcError when the node refuses."""
        answer = self._post({"jsonrpc": "2.0", "id": 1, "method": method, "params": params})
        if "error" in answer:
            raise RpcError(f"{method}{params}: {answer['error']}")
        return answer["result"]

    def batch(self, calls, size=200):
        """The results of many (method, param...) calls, in their order.

        Only for questions: a node may work on the calls of one batch in any order.
        """
        results = []
        for start in range(0, len(calls), size):
            part = calls[start:start + size]
            answers = self._post([{"jsonrpc": "2.0", "id": i, "method": method, "params": params}
                                  for i, (method, *params) in enumerate(part)])
            if not isinstance(answers, list) or len(answers) != len(part):
                raise RpcError(f"batch of {len(part)}: {str(answers)[:200]}")
            for answer in sorted(answers, key=lambda a: a["id"]):
                if "error" in answer:
                    raise RpcError(f"{part[answer['id']]}: {answer['error']}")
                results.append(answer["result"])
        return results

    def close(self):
        """Drops the connection."""
        self._connection.close()

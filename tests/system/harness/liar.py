"""A node that passes on what another one says, but for some logs."""

import http.server
import json
import threading

from .rpc import Rpc


class LyingNode:
    """Answers as the node at `url`; from eth_getLogs it leaves out those for which `hides(log)` is true.

    `hidden` counts them. Hashes, headers and everything else are true.
    """

    def __init__(self, url, hides):
        self.hidden = 0
        liar = self

        class Handler(http.server.BaseHTTPRequestHandler):
            """Passes one request on."""
            protocol_version = "HTTP/1.1"
            # Headers and body at once: a body that waits for an acknowledgement takes 40 ms.
            wbufsize = -1
            disable_nagle_algorithm = True

            def do_POST(self):  # pylint: disable=invalid-name
                """The other node's answer, less what is hidden."""
                asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                answer = Rpc(url)._post(asked)  # pylint: disable=protected-access
                calls = asked if isinstance(asked, list) else [asked]
                answers = answer if isinstance(answer, list) else [answer]
                methods = {call["id"]: call["method"] for call in calls}
                for part in answers:
                    if methods.get(part.get("id")) == "eth_getLogs" and "result" in part:
                        kept = [log for log in part["result"] if not hides(log)]
                        liar.hidden += len(part["result"]) - len(kept)
                        part["result"] = kept
                body = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                """Says nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

#!/usr/bin/env python3
"""Bad configs, dead and hanging nodes, an unusable database, and a quick end in each of them."""

import copy
import json
import os
import signal
import unittest
import urllib.error
import urllib.request

from harness.anvil import Anvil
from harness.hanging import HangingServer
from harness.process import free_port, wait_until
from harness.program import Program
from harness.token import points_token
from storm import Storm
from world import SystemTest, say

CONTRACT = "0x5fbdb2315678afecb367f032d93f642f64180aa3"


def entry(url, contract=CONTRACT, **more):
    """A chain of the config."""
    return {"name": "sepolia", "chain_id": 11155111, "contract": contract, "start_block": 0,
            "confirmations": 6, "poll_ms": 100, "timeout_ms": 1000, "decimals": 18, "rpc": [url],
            **more}


def dead_url():
    """A URL where nobody listens."""
    return f"http://127.0.0.1:{free_port()}"


def status_of(url):
    """The HTTP status of the answer."""
    try:
        with urllib.request.urlopen(url, timeout=15) as answer:
            return answer.status
    except urllib.error.HTTPError as refusal:
        return refusal.code


class BadConfig(SystemTest):
    """Exit status 2 and a message that names the key."""

    def setUp(self):
        self.program = self.enterContext(Program([entry(dead_url())]))

    def refused(self, *names, text=None):
        """Every command refuses the config and names one of `names`."""
        self.program.write_config(text)
        for command in (["--daemon", "--once"], ["--daemon"], ["export", "balances"]):
            done = self.program.run(*command, expect=(2,), timeout=20)
            found = [name for name in names if name in done.stderr]
            self.assertTrue(found, f"stderr names none of {names}:\n{done.stderr}")
        say(f"{done.stderr.strip().splitlines()[-1][:150]}")

    def changed(self, *names, change):
        """As `refused`, after `change` was made to a good config."""
        good = copy.deepcopy(self.program.config)
        change(self.program.config)
        self.refused(*names)
        self.program.config = good

    def test_text(self):
        """A cut file, an empty one, and one that is no JSON."""
        whole = json.dumps(self.program.config, indent=2)
        for text in (whole[:len(whole) // 2], "", "database: sqlite\n", "[]"):
            self.refused("config.json", text=text)

    def test_no_file(self):
        """A config file that is not there."""
        self.program.config_path.unlink()
        self.program.run("--daemon", "--once", expect=(2,), timeout=20)

    def test_unknown_keys(self):
        """At each level."""
        for section in (None, "database", "cache", "api", "points"):
            self.changed("wether", change=lambda c, s=section: (c[s] if s else c).update(wether=1))
        self.changed("confirmatons", change=lambda c: c["chains"][0].update(confirmatons=6))

    def test_wrong_types(self):
        """Text for a number, a number for a list, and so on."""
        for key, value in {"confirmations": "six", "start_block": 1.5, "rpc": 7, "name": 1,
                           "chain_id": "0x1", "decimals": None, "poll_ms": True,
                           "contract": ["0x"]}.items():
            self.changed(key, change=lambda c, k=key, v=value: c["chains"][0].update({k: v}))
        self.changed("chains", change=lambda c: c.update(chains={}))
        self.changed("batch_size", change=lambda c: c["points"].update(batch_size="many"))
        self.changed("rates", change=lambda c: c["points"].update(rates="0.05"))

    def test_impossible_values(self):
        """Numbers that cannot be."""
        for key, value in {"confirmations": 10001, "start_block": -1, "max_range": 0,
                           "decimals": 256, "timeout_ms": -5, "rpc": [], "name": "",
                           "verify": "maybe"}.items():
            self.changed(key, change=lambda c, k=key, v=value: c["chains"][0].update({k: v}))
        self.changed("confirmations", change=lambda c: c["chains"][0].update(confirmations=-1))
        self.changed("interval_seconds", change=lambda c: c["points"].update(interval_seconds=0))
        self.changed("batch_size", change=lambda c: c["points"].update(batch_size=0))
        self.changed("driver", change=lambda c: c["database"].update(driver="oracle"))
        self.changed("listen", change=lambda c: c["api"].update(listen="127.0.0.1:99999"))
        for rate in ({"from": "yesterday", "per_hour": "0.05"},
                     {"from": "1970-01-01T00:00:00Z", "per_hour": "-1"},
                     {"from": "1970-01-01T00:00:00Z", "per_hour": "0.0000000001"}):
            self.changed("rates", change=lambda c, r=rate: c["points"].update(rates=[r]))

    def test_missing_keys(self):
        """What has no default."""
        for key in ("name", "chain_id", "contract", "rpc"):
            self.changed(key, change=lambda c, k=key: c["chains"][0].pop(k))

    def test_duplicate_name(self):
        """Two chains of one name."""
        twin = entry(dead_url(), contract="0x" + "22" * 20)
        self.changed("sepolia", change=lambda c: c["chains"].append(twin))

    def test_bad_address(self):
        """Too short, too long, no hex, without 0x, nothing."""
        for address in ("0x12", CONTRACT + "00", "0x" + "zz" * 20, CONTRACT[2:] + "zz", ""):
            self.changed("contract", change=lambda c, a=address: c["chains"][0].update(contract=a))

    def test_bad_url(self):
        """No URL, or none of HTTP."""
        for url in ("not a url", "ftp://127.0.0.1/", "http://", ""):
            self.changed("rpc", change=lambda c, u=url: c["chains"][0].update(rpc=[u]))

    def test_unresolved_secret(self):
        """A secret that nobody provides is named, also within an URL."""
        self.changed("nowhere", change=lambda c: c["chains"][0].update(
            rpc=["http://127.0.0.1:1/{secret:nowhere}"]))


class Unreachable(SystemTest):
    """Exit status 3 under --once; the daemon goes on trying."""

    def test_dead_node_once(self):
        """Nobody listens at the node's address."""
        with Program([entry(dead_url())]) as program:
            done = program.run("--daemon", "--once", expect=(3,), timeout=120)
            self.assertIn("sepolia", done.stderr)
            say(done.stderr.strip().splitlines()[-1][:150])

    def test_start_block_far_ahead(self):
        """A digit too many in start_block: nothing is followed, and that is told."""
        with Anvil(11155111) as node, Program([entry(node.url, start_block=9999999)]) as program:
            program.start_daemon()
            program.wait_started(60)

            def alerts():
                return program.status()["chains"][0]["alerts"]

            wait_until(lambda: any("start_block" in alert["sentence"] for alert in alerts()), 30,
                       lambda: f"the alert among {alerts()}")
            program.stop()

    def test_unusable_database(self):
        """The database's path leads through a file, or is a folder."""
        for path in ("blocked/chainpoints.db", "folder"):
            database = {"driver": "sqlite", "path": path}
            with Anvil(11155111) as node, \
                    Program([entry(node.url)], database=database) as program:
                (program.folder / "blocked").write_text("a file, no folder")
                (program.folder / "folder").mkdir()
                done = program.run("--daemon", "--once", expect=(3,), timeout=120)
                say(done.stderr.strip().splitlines()[-1][:150])

    def test_database_that_cannot_be_looked_at(self):
        """Its name is too long, its path goes round in a circle, it is a pipe: said, by every command."""
        for path, why in (("b" * 300 + ".db", "cannot be opened"), ("circle/chainpoints.db", "cannot be opened"),
                          ("pipe", "no file")):
            database = {"driver": "sqlite", "path": path}
            with Program([entry(dead_url())], database=database) as program:
                (program.folder / "circle").symlink_to("circle")
                os.mkfifo(program.folder / "pipe")
                for command in (["--daemon", "--once"], ["status"], ["export", "balances"], ["retry", "--all"]):
                    done = program.run(*command, expect=(3,), timeout=60)
                    self.assertIn(why, done.stderr)

    def test_daemon_outlives_the_loss_of_its_folder(self):
        """The folder of the database goes away under a running daemon, which answers its API meanwhile."""
        with Anvil(11155111) as node:
            token = points_token(node)
            listen = f"127.0.0.1:{free_port()}"
            with Program([entry(node.url, token.address)], api=listen,
                         database={"driver": "sqlite", "path": "data/chainpoints.db"}) as program:
                (program.folder / "data").mkdir()
                program.start_daemon()
                program.wait_caught_up({"sepolia": node})
                data, away = program.folder / "data", program.folder / "away"
                data.rename(away)
                data.symlink_to("data")
                wait_until(lambda: status_of(f"http://{listen}/healthz") == 503, 30, "the API's word of it")
                program.check_alive()
                data.unlink()
                away.rename(data)
                wait_until(lambda: status_of(f"http://{listen}/healthz") == 200, 30, "the API's recovery")
                program.stop()

    def test_daemon_waits_for_the_node(self):
        """A node that comes up late is found, on the same port."""
        port = free_port()
        with Program([entry(f"http://127.0.0.1:{port}")]) as program:
            program.start_daemon()
            wait_until(lambda: self.said(program), 20, "a word of the daemon about the dead node")
            program.check_alive()
            with Anvil(11155111, port=port) as node:
                token = points_token(node)
                self.assertEqual(token.address, CONTRACT)
                storm = Storm("late", node, token)
                storm.play(20)
                storm.finish()
                program.wait_caught_up({"sepolia": node}, timeout=90)
                say("the daemon found the node that came up late")
                program.stop()
                self.assert_right(program, "late node")

    def test_daemon_survives_the_loss_of_the_node(self):
        """A node that is gone and comes back with the same chain longer."""
        with Anvil(11155111) as node:
            token = points_token(node)
            storm = Storm("lost", node, token)
            storm.play(10)
            with Program([entry(node.url, token.address)]) as program:
                program.start_daemon()
                program.wait_caught_up({"sepolia": node})
                # Stopped, the node keeps its port and answers nobody.
                said = self.said(program)
                node.process.send_signal(signal.SIGSTOP)
                wait_until(lambda: self.said(program) > said, 30,
                           "a word of the daemon about the silent node")
                program.check_alive()
                node.process.send_signal(signal.SIGCONT)
                storm.play(10)
                storm.finish()
                program.wait_caught_up({"sepolia": node}, timeout=90)
                say("the daemon went on after the node's silence")
                program.stop()
                self.assert_right(program, "silent node")

    @staticmethod
    def said(program):
        """How many bytes the daemon wrote to stderr and to log files, wherever these are."""
        files = [program.stderr_path, *program.folder.rglob("*.log")]
        return sum(path.stat().st_size for path in files)


class QuickEnd(SystemTest):
    """SIGTERM and SIGINT end the daemon within 2 s with status 0, whatever it waits for."""

    def ends(self, program, what):
        """Stops the daemon and tells how long it took."""
        for sign in (signal.SIGTERM, signal.SIGINT):
            if program.daemon is None:
                program.start_daemon()
                program.wait_started()
            say(f"{what}: {sign.name} took {program.stop(sign=sign):.2f} s")

    def test_node_dead(self):
        """Connection refused."""
        with Program([entry(dead_url())]) as program:
            self.ends(program, "dead node")

    def test_node_hangs(self):
        """A node that accepts and never answers, with a long time-out."""
        with HangingServer() as server:
            url = f"http://127.0.0.1:{server.port}"
            with Program([entry(url, timeout_ms=60000)]) as program:
                program.start_daemon()
                program.wait_started()
                server.wait_for_visitor()
                self.ends(program, "hanging node")

    def test_live(self):
        """Nothing to do but to wait for the next block."""
        with Anvil(11155111) as node:
            token = points_token(node)
            Storm("live", node, token).play(20)
            with Program([entry(node.url, token.address, poll_ms=10000)]) as program:
                program.start_daemon()
                program.wait_caught_up({"sepolia": node})
                self.ends(program, "live")

    def test_backfill(self):
        """In the middle of much work; the rest is done afterwards."""
        with Anvil(11155111) as node:
            token = points_token(node)
            storm = Storm("backfill", node, token)
            storm.play(700)
            storm.finish()
            with Program([entry(node.url, token.address, max_range=1)],
                         points={"batch_size": 1}) as program:
                self.ends(program, "backfill")
                processed = program.chains().get("sepolia", {}).get("last_processed_block")
                say(f"stopped at block {processed or 'none'} of {node.head - 6}")
                program.once()
                self.assert_right(program, "after the interrupted backfill")


if __name__ == "__main__":
    unittest.main(verbosity=2)

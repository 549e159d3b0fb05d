"""Carries a plan of the simulator out: the node, the proxies before it, the program and what befalls it."""

import resource
import sqlite3
import time
from collections import Counter
from contextlib import ExitStack, contextmanager

from compare import REPORTS, compare
from harness.anvil import Anvil
from harness.faultproxy import FAULTS, UNFORGIVEN, FaultProxy
from harness.mariadb import USER, Mariadb
from harness.process import wait_until
from harness.program import Program
from harness.redis import Redis
from harness.token import hostile_token, points_token
from oracle import read_truths
from simulator import DEEPEST
from storm import HOUR, Storm
from world import expected_exit

CHAIN, CHAIN_ID = "sepolia", 11155111
# What a run did, not what it found: how often a failure was met, when, and in which order.
OF_THE_RUN = ("id", "attempts", "last_attempt_at")
PATIENCE = 60  # seconds that catching up may take


class Wrong(AssertionError):
    """The program is not where it should be."""


class Simulation:
    """One run; `tell` is told each step. A server given as `server` is used in place of an own one."""

    def __init__(self, options, plan, tell, server=None):
        self._plan, self._tell, self._server = plan, tell, server
        self._redis = None
        with ExitStack() as stack:
            self.node = stack.enter_context(Anvil(CHAIN_ID))
            make = hostile_token if plan.hostile else points_token
            token = make(self.node)
            self.storm = Storm(f"simulator {options.seed}", self.node, token, plan.hostile, plan.hostile,
                               DEEPEST)
            self.storm.play(plan.backlog)
            self.proxies = [stack.enter_context(proxy) for proxy in self._proxies(options)]
            database = cache = None
            if options.database == "mariadb":
                self._server = server or stack.enter_context(Mariadb())
                database = self._server.new_database()
            if options.cache == "redis":
                self._redis = stack.enter_context(Redis())
                cache = {"driver": "redis", "url": self._redis.url, "timeout_ms": 300}
            self._entry = {
                "name": CHAIN, "chain_id": CHAIN_ID, "contract": token.address, "start_block": 1,
                "confirmations": plan.confirmations, "poll_ms": 50, "timeout_ms": 500,
                "max_range": plan.max_range, "max_rollback": DEEPEST + 4, "verify": plan.verify,
                "decimals": token.view("decimals"), "rpc": [proxy.url for proxy in self.proxies]}
            self.program = stack.enter_context(Program(
                [self._entry], points=plan.points, database=database or {"driver": "sqlite",
                                                                         "path": "chainpoints.db"},
                cache=cache or {"driver": "embedded"}))
            self.program.start_daemon()
            self._stack = stack.pop_all()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()

    def _proxies(self, options):
        """Two ways to the same node. Where nothing proves omissions but another's word, one does not omit."""
        may_omit = {"off": (), "bloom": (0,), "full": (0, 1)}[self._plan.verify]
        for i in (0, 1):
            faults = [fault for fault in FAULTS if fault != "omission"]
            # The worst, and the requests that it can befall are few.
            faults += ["omission"] * 6 if i in may_omit else []
            faults += UNFORGIVEN if i == 0 else []
            yield FaultProxy(self.node.url, f"{options.seed} {i}", options.rpc / 100, faults, hang=0.8)

    # Steps of the plan; each returns what is to be told of it.

    def play(self):
        """All steps."""
        for number, (name, *values) in enumerate(self._plan.steps, 1):
            if self.program.daemon:
                self.program.check_alive()
            said = getattr(self, f"_{name}")(*values)
            self._tell(f"  {number} {name} {' '.join(map(str, values))}{': ' + said if said else ''}")

    def _play(self, blocks):
        self.storm.play(blocks)
        return f"at block {self.node.head}"

    def _fork(self, depth, shorter):
        head = self.node.head
        replaced = self.storm.fork(depth, shorter)
        return f"{replaced} blocks replaced at block {head}, now {self.node.head}"

    def _faults(self, rate):
        for proxy in self.proxies:
            proxy.rate = rate

    def _pass(self, seconds):
        # The random moment of what comes next; nothing is awaited by it.
        wait_until(self._in(seconds), seconds + 1, "time")

    @staticmethod
    def _in(seconds):
        end = time.monotonic() + seconds
        return lambda: time.monotonic() >= end

    def _stop(self):
        # Before its first word a process has no handler for the signal yet, and nothing to leave in order.
        wait_until(self.program.has_spoken, 30, "the daemon's first word")
        return f"took {self.program.stop(within=5):.2f} s"

    def _kill(self):
        self.program.kill9()

    def _start(self):
        self.program.start_daemon()

    def _wait(self):
        self._overtake()
        self.program.wait_caught_up({CHAIN: self.node}, PATIENCE)
        return f"caught up with block {self.node.head}"

    def _overtake(self):
        """A chain that became shorter grows beyond what it was; before that it says nothing new."""
        missing = self.storm.highest + 1 - self.node.head
        if missing > 0:
            self.storm.play(missing)

    def _database(self, trouble, blocks, seconds):
        """Trouble for so many blocks and then so many seconds."""
        over = self._in(seconds)
        with getattr(self, f"_database_{trouble}")():
            self.storm.play(blocks)
            wait_until(over, seconds + 60, "time")
        return f"at block {self.node.head}"

    @contextmanager
    def _database_locked(self):
        """Another process holds the write lock."""
        database = sqlite3.connect(self.program.folder / "chainpoints.db", timeout=20, isolation_level=None)
        try:
            database.execute("BEGIN IMMEDIATE")
            yield
        finally:
            database.close()

    @contextmanager
    def _database_full(self):
        """No file may grow beyond some pages."""
        limit = lambda size: resource.prlimit(self.program.daemon.pid, resource.RLIMIT_FSIZE,
                                              (size, resource.RLIM_INFINITY))
        limit(32768)
        yield
        self.program.check_alive()
        limit(resource.RLIM_INFINITY)

    @contextmanager
    def _database_killed(self):
        """The server is killed and comes back."""
        self._server.kill9()
        yield
        self._server.start()

    @contextmanager
    def _database_cut(self):
        """The server ends all connections of the program, again and again."""
        listed = self._server.administer(f"SELECT id FROM information_schema.processlist WHERE user = '{USER}'")
        for number in listed.split():
            try:
                self._server.administer(f"KILL CONNECTION {number}")
            except RuntimeError:
                pass  # it has gone by itself
        yield

    @contextmanager
    def _database_paused(self):
        """The server answers nobody for a while."""
        self._server.pause()
        try:
            yield
        finally:
            self._server.go_on()

    def _cache(self, trouble):
        if trouble == "flushed":
            self._redis.flush()
        else:
            self._redis.kill9()
            self.storm.play(2)
            self._redis.start()

    # The end.

    def finish(self):
        """The faults cease, everything is confirmed, the last interval closed and settled; the daemon stops."""
        for proxy in self.proxies:
            proxy.rate = 0
        if not self.program.daemon:
            self.program.start_daemon()
        self._overtake()
        self.node.mine((self.node.block_time() // HOUR + 1) * HOUR)
        self.node.mine_empty(self._plan.confirmations + 1)
        self.program.wait_caught_up({CHAIN: self.node}, PATIENCE)
        wait_until(lambda: not self._alerts(), 30, lambda: f"the end of the alerts {self._alerts()}")
        self.program.stop(within=5)
        faults = sum((proxy.seen for proxy in self.proxies), start=Counter())
        asked = sum(sum(proxy.asked.values()) for proxy in self.proxies)
        self._tell(f"  the end at block {self.node.head}; {asked} requests met {dict(sorted(faults.items()))}")

    def _alerts(self):
        # The cache is tried again with the next block.
        return [alert for chain in self.program.status()["chains"] for alert in chain["alerts"]
                if alert["code"] != "cache_unreachable"]

    def check(self):
        """What the program has is what the oracle says, and what an undisturbed installation has."""
        self.finish()
        direct = self.program.config | {"chains": [self._entry | {"rpc": [self.node.url]}]}
        truths = read_truths(direct)
        self._require(compare(self.program, truths), "the oracle")
        code, answer = self.program.audit()
        if code != 0:
            raise Wrong(f"audit says {str(answer)[:2000]}")
        self._require(credited_twice(self.program.export("points-changes")), "each second counting once")
        with Program(direct["chains"], points=self._plan.points, cache={"driver": "embedded"},
                     database={"driver": "sqlite", "path": "chainpoints.db"}) as replay:
            replay.once(expect=(expected_exit(truths),))
            for report in REPORTS:
                if facts_of(self.program, report) != facts_of(replay, report):
                    self._require([f"report {report}"], "a clean replay")
        self._tell(f"  right: {len(truths[0].rows)} rows, {len(truths[0].users)} users, settled to "
                   f"{truths[0].settled_time}")

    def _require(self, differences, what):
        if differences:
            shown = "\n".join(differences[:20])
            raise Wrong(f"{len(differences)} differences from {what}:\n{shown}\nend of stderr:\n"
                        + self.program.stderr_tail())


def facts_of(program, report):
    """A report byte for byte, but for columns that tell of the run."""
    if report != "failures":
        return program.export_text(report)
    return [{name: value for name, value in row.items() if name not in OF_THE_RUN}
            for row in program.export(report)]


def credited_twice(rows):
    """The spans of points-changes that overlap another one of the same user."""
    found, ends = [], {}
    for row in rows:
        key = row["chain"], row["user_address"]
        if row["status"] == "1":
            if int(row["from_block_time"]) < ends.get(key, 0):
                found.append(f"{key} is credited twice from {row['from_block_time']}")
            ends[key] = int(row["to_block_time"])
    return found

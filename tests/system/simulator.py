#!/usr/bin/env python3
"""Drives the program through a random life, and compares what it has at the end with a life of peace.

One seed makes a plan: blocks, forks, faults of the nodes, trouble of the database, stops and kills. A run
plays the plan on a real node behind two proxies that fail and lie. At the end the faults cease, everything is
confirmed, and what the program has must be what the oracle says and, byte for byte, what a new installation
has that met nothing of all that.

    simulator.py --seed 7                  one run; --plan only tells what it would do
    simulator.py --hours 8 [--seed 1000]   fresh seeds for so long; tells those that failed

The plan, the events on the chain and the faults that the n-th request of a kind meets follow from the seed.
How far the program is when something befalls it does not: that is the machine's scheduling, and so a seed
that failed may need some runs to fail again.
"""

import argparse
import random
import sys
import time
import traceback
from typing import NamedTuple

RATES = (0, 2, 5)  # percent
STEPS = 12
DEEPEST = 60  # blocks below the highest that a fork replaces; max_rollback is a little more


class Options(NamedTuple):
    """What a run needs to be the same again, as far as it can be."""
    seed: int
    rpc: int  # percent of the requests that meet a fault
    reorg: int  # percent of the blocks after which the chain forks
    database: str = "sqlite"
    cache: str = "embedded"
    steps: int = STEPS

    def command(self):
        """The command that runs it."""
        return "python3 tests/system/simulator.py " + " ".join(
            f"--{name} {value}" for name, value in self._asdict().items())


class Plan:
    """The settings and the steps of a run; a pure function of the options."""

    def __init__(self, options):
        self._chance = random.Random(options.seed)
        self._options = options
        choose, between = self._chance.choice, self._chance.randint
        self.hostile = self._chance.random() < 0.4
        self.verify = "off" if self.hostile else choose(("bloom", "full"))
        self.confirmations = choose((0, 1, 3, 6, 6))
        self.max_range = choose((3, 9, 50, 1000))
        self.points = {"interval_seconds": choose((600, 900, 3600)), "batch_size": choose((2, 7, 1000))}
        self.backlog = between(30, 120)
        self.steps = []
        # Each kind at least once.
        kinds = ["kill", "restart", "database", "wait"] + (["cache"] if options.cache == "redis" else [])
        kinds += self._chance.choices(["blocks", "kill", "restart", "database", "faults", "pass", "wait"],
                                      [8, 3, 2, 3, 2, 2, 2], k=max(0, options.steps - len(kinds)))
        self._chance.shuffle(kinds)
        for kind in kinds:
            getattr(self, f"_{kind}")()
            self._blocks(0, 12)

    def _add(self, name, *values):
        self.steps.append((name, *values))

    def _blocks(self, least=1, most=25):
        """Blocks, and now and then a fork behind one of them."""
        waiting = 0
        for _ in range(self._chance.randint(least, most)):
            waiting += 1
            if self._chance.random() * 100 < self._options.reorg:
                self._add("play", waiting)
                waiting = 0
                deep = self.confirmations == 0 or self._chance.random() < 0.3
                depth = self._chance.randint(self.confirmations + 1, DEEPEST) if deep \
                    else self._chance.randint(1, self.confirmations)
                self._add("fork", depth, self._chance.random() < 0.5)
        if waiting:
            self._add("play", waiting)

    def _kill(self):
        self._pass()
        self._add("kill")
        self._blocks(0, 20)
        self._add("start")

    def _restart(self):
        self._pass()
        self._add("stop")
        self._blocks(0, 20)
        self._add("start")

    def _database(self):
        kinds = {"sqlite": ("locked", "full"), "mariadb": ("killed", "cut", "paused")}
        self._add("database", self._chance.choice(kinds[self._options.database]), self._chance.randint(1, 15),
                  round(self._chance.uniform(0.1, 1.5), 2))

    def _cache(self):
        self._add("cache", self._chance.choice(("flushed", "restarted")))

    def _faults(self):
        self._add("faults", self._chance.choice((0, 1, 1, 4)) * self._options.rpc / 100)

    def _pass(self):
        self._add("pass", round(self._chance.uniform(0, 0.6), 2))

    def _wait(self):
        self._add("wait")

    def __str__(self):
        token = "hostile token" if self.hostile else "points token"
        return (f"{token}, verify {self.verify}, {self.confirmations} confirmations, max_range {self.max_range}, "
                f"{self.points}, {self.backlog} blocks to begin with, {len(self.steps)} steps")


def run(options, tell, server=None):
    """One run, on a MariaDB `server` if there is one already; an exception tells what went wrong."""
    # What a plan alone does not need.
    from simulation import Simulation  # pylint: disable=import-outside-toplevel
    plan = Plan(options)
    tell(options.command())
    tell(str(plan))
    with Simulation(options, plan, tell, server) as simulation:
        simulation.play()
        simulation.check()


def options_of(seed, chosen):
    """The options of a seed: what is not chosen follows from it."""
    chance = random.Random(f"options {seed}")
    rpc, reorg = chance.choice(RATES), chance.choice(RATES)
    return Options(seed, rpc if chosen.rpc is None else chosen.rpc,
                   reorg if chosen.reorg is None else chosen.reorg, chosen.database, chosen.cache, chosen.steps)


def soak(chosen):
    """Fresh seeds until the time is over; the number of those that failed."""
    end = time.monotonic() + chosen.hours * 3600
    seed = int(time.time()) if chosen.seed is None else chosen.seed
    failed, runs = [], 0
    while time.monotonic() < end:
        options, lines, begin = options_of(seed, chosen), [], time.monotonic()
        try:
            run(options, lines.append)
            outcome = "right"
        except KeyboardInterrupt:
            break
        except Exception:  # pylint: disable=broad-exception-caught
            outcome = "WRONG"
            failed.append(options)
            print("\n".join(lines), traceback.format_exc(), sep="\n")
        runs, seed = runs + 1, seed + 1
        print(f"{outcome} after {time.monotonic() - begin:.1f} s: {options.command()}", flush=True)
    print(f"{runs} seeds, {len(failed)} failed")
    for options in failed:
        print("  " + options.command())
    return len(failed)


def main():
    """Runs one seed, or many."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--seed", type=int, help="of the run; with --hours the first one")
    parser.add_argument("--hours", type=float, help="run fresh seeds for so long")
    parser.add_argument("--rpc", type=int, help="percent of the requests that meet a fault")
    parser.add_argument("--reorg", type=int, help="percent of the blocks after which the chain forks")
    parser.add_argument("--database", choices=("sqlite", "mariadb"), default="sqlite")
    parser.add_argument("--cache", choices=("embedded", "redis"), default="embedded")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--plan", action="store_true", help="only tell what the run would do")
    chosen = parser.parse_args()
    if chosen.hours is not None:
        return 1 if soak(chosen) else 0
    if chosen.seed is None:
        parser.error("--seed or --hours is needed")
    options = options_of(chosen.seed, chosen)
    if chosen.plan:
        plan = Plan(options)
        print(options.command(), plan, *plan.steps, sep="\n")
        return 0
    run(options, lambda text: print(text, flush=True))
    print("right")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Who owns the chains, and whether two processes ever wrote one at the same time."""

import signal
import time

from harness.process import wait_until
from world import say

TAKE_OVER = 30  # seconds, by the contract


def owners(program):
    """The process that owns each chain, by what the program says."""
    return {chain["name"]: (chain["owner"] or {}).get("pid") for chain in program.status()["chains"]}


def wait_owned(program, chains, within, what):
    """Waits until the program's daemon owns these chains; returns the seconds."""
    begin = time.monotonic()
    wanted = dict.fromkeys(chains, program.daemon.pid)
    seen = {}

    def owned():
        program.check_alive()
        seen.update(owners(program))
        return seen == wanted

    wait_until(owned, within, lambda: f"{what}: owners are {seen}, wanted {wanted}; end of stderr:\n"
               + program.stderr_tail())
    took = time.monotonic() - begin
    say(f"{what}: taken over after {took:.1f} s")
    return took


def start_both(one, two, chains):
    """The first daemon owns these chains, the second one waits."""
    one.start_daemon()
    one.wait_caught_up(chains)
    two.start_daemon()
    two.wait_started()
    wait_until(lambda: two.stderr_path.read_text().count("takes over when") == len(chains), 20,
               lambda: "the second daemon's word; " + two.stderr_tail())
    assert set(owners(one).values()) == {one.daemon.pid}, owners(one)


def pass_over_and_wake(test, query, world, paused, other):
    """The stopped owner is passed over; woken up in the middle of a storm it writes nothing."""
    world.play(10)
    wait_owned(other, world.nodes, TAKE_OVER, "paused owner")
    earlier = ("SELECT chain_id, fencing, writes, to_block FROM chain_term WHERE fencing < (SELECT fencing "
               "FROM chain_lease WHERE chain_id = chain_term.chain_id) ORDER BY chain_id, fencing")
    wrote = query(earlier)
    paused.daemon.send_signal(signal.SIGCONT)
    for _ in range(10):
        world.play(2)
    wait_until(lambda: paused.stderr_path.read_text().count("writes nothing more") == len(world.nodes), 20,
               lambda: "the woken daemon's word; " + paused.stderr_tail())
    other.wait_caught_up(world.nodes)
    test.assertEqual(wrote, query(earlier))
    test.assertEqual(set(owners(other).values()), {other.daemon.pid})
    say("the woken daemon wrote nothing")


def check_terms(test, query):
    """Each term begins where the one before it ended; `query` answers SQL with rows. Returns the terms."""
    terms = query("SELECT chain_id, fencing, owner_pid, from_block, to_block, from_time, to_time, writes "
                  "FROM chain_term ORDER BY chain_id, fencing")
    for before, after in zip(terms, terms[1:]):
        if before[0] == after[0]:
            test.assertEqual(after[1], before[1] + 1, "a number is missing")
            test.assertEqual((before[4], before[6]), (after[3], after[5]),
                             f"terms {before} and {after} overlap")
    for chain, processed, settled in query(
            "SELECT id, last_processed_block, last_calculated_time FROM chain"):
        last = [term for term in terms if term[0] == chain][-1]
        test.assertEqual((last[4], last[6]), (processed, settled))
    say(f"{len(terms)} terms tile all chains: " + ", ".join(
        f"chain {term[0]} term {term[1]} pid {term[2]} blocks {term[3]}..{term[4]} "
        f"({term[7]} writes)" for term in terms))
    return terms

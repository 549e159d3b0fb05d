"""Who owns the chains, and whether two processes ever wrote one at the same time."""

import time

from harness.process import wait_until
from world import say


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

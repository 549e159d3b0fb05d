#!/usr/bin/env python3
"""How many of the 44 checks that indexers are judged by pass here: N/44.

Usage: ctest --preset release --output-junit RESULTS.xml; tests/reliability.py RESULTS.xml
./check does it and shows the last line; RESULTS.xml is build/release/results.xml then.

A check passes when each test that stands for it is still there and its ctest test passed in that run. One
without a test is told as "no test", and is not counted.
"""

import pathlib
import sys
import xml.etree.ElementTree as xml

TESTS = pathlib.Path(__file__).resolve().parent

# A test that stands for a check: its ctest name, its file below tests/, its function there (of Qt Test or
# unittest). A ctest test passes when all of its functions do.
KILL = ("system_kill", "system/test_kill.py", "test_fifty_kills")
LOSS = ("system_failure_modes", "system/test_failure_modes.py", "test_daemon_survives_the_loss_of_the_node")


def modes(function):
    """A test of the ways to fail."""
    return ("system_failure_modes", "system/test_failure_modes.py", function)


def unit(program, name, function):
    """A test of a unit program."""
    return (f"tst_{program}", f"unit/tst_{name}.cpp", function)


def rpc(name, function):
    """A test of the conversation with nodes."""
    return unit(f"rpc{name}", f"rpc{name}", function)


def reliability(function):
    """A test of what no other one shows."""
    return ("system_reliability", "system/test_reliability.py", function)


def latency(function):
    """A test of how soon confirmed blocks are stored."""
    return ("system_latency", "system/test_latency.py", function)


def deep(function):
    """A test of forks below the confirmed height, by the program."""
    return ("system_deepforks", "system/test_deepforks.py", function)


# By family: the check in words, and the tests that stand for it.
CHECKS = {
    "crash": [
        ("killed in a backfill: no block is missing afterwards", [KILL]),
        ("killed at the head: no block is missing afterwards", [KILL]),
        ("killed at any instant: nothing is stored or credited twice", [KILL]),
        ("rows, balances and cursor are written together or not at all",
         [unit("storage", "storageledger", "allOrNothing")]),
        ("a stop signal in a backfill ends the daemon in time", [modes("test_backfill")]),
        ("a stop signal at the head ends the daemon in time", [modes("test_live")]),
        ("a stop signal while a node hangs ends the daemon in time", [modes("test_node_hangs")]),
        ("a full disk: an error, and all is caught up when there is room",
         [unit("engine", "tracker", "aRunOnAFullDiskEnds")]),
        ("the database restarts in a backfill", [reliability("test_restart_in_a_backfill")]),
        ("the database restarts at the head", [reliability("test_restart_at_the_head"),
                                                  ("system_mariadb", "system/test_mariadb.py", "test_kills_in_a_storm")]),
        ("the database pauses", [reliability("test_pause")]),
    ],
    "reorg": [
        ("one block is replaced", [unit("engine", "tracker", "aForkInTheWindowLeavesNoTrace")]),
        ("an event is gone on the new fork",
         [("system_forks", "system/test_forks.py", "test_while_following_live")]),
        ("sixty blocks and more are replaced", [deep("test_live")]),
        ("the fork happened while nothing ran", [deep("test_while_the_daemon_is_down")]),
        ("several forks in a row", [deep("test_forks_in_a_row_while_others_are_handled")]),
        ("the new fork is shorter",
         [("system_forks", "system/test_forks.py", "test_to_a_shorter_chain_and_back_up")]),
        ("a fork during a backfill", [unit("engine", "deepfork", "aForkInABackfill")]),
    ],
    "rpc": [
        ("errors for a while: survived", [rpc("failover", "survivesShortTrouble")]),
        ("HTTP 429: Retry-After is honoured", [rpc("endpoints", "honoursRetryAfter")]),
        ("HTTP 502: the next endpoint is asked", [rpc("failover", "failsOver")]),
        ("a node that hangs: the next endpoint is asked", [rpc("failover", "failsOver")]),
        ("the node is gone and comes back: nothing is lost", [LOSS]),
        ("trouble brings no storm of requests", [unit("rpccallplan", "rpccallplan", "triesThriceThenGivesUp"),
                                              rpc("endpoints", "doublesRestsUpToTheCap")]),
        ("a cap on blocks is kept to", [rpc("logs", "asksNobodyForMoreThanTheyTake")]),
        ("a cap on logs is met by fewer blocks", [rpc("logs", "reportsRangeLimits")]),
        ("ranges widen again", [unit("rules", "rangeplanner", "growsBackAfterRefusals")]),
        ("a head that goes back is lag, not a fork", [deep("test_a_lower_head_is_no_fork")]),
        ("logs told twice count once", [rpc("logs", "dropsDuplicates")]),
        ("a block that vanishes by its hash is asked again",
         [rpc("node", "asksAnotherForAMissingBlock")]),
        ("failures by chance: the result is the same",
         [reliability("test_failures_by_chance"), ("system_simulator", "system/test_simulator.py", "DOZEN")]),
        ("null for a block that was announced", [rpc("node", "waitsForMissingBlocks")]),
        ("a stream of heads that goes quiet: heads are polled, so an endpoint that is stuck is left",
         [rpc("failover", "leavesAStuckEndpoint")]),
        ("a head that nobody announces is found, and none is believed that is not there",
         [unit("engine", "tracker", "aFalseHeadConfirmsNothing")]),
    ],
    "fidelity": [
        ("an empty symbol", [rpc("node", "toleratesAMissingNameAndSymbol")]),
        ("a NUL in a text of the token", [rpc("token", "readsTokenTexts")]),
        ("a log index near 2^32", [rpc("json", "takesExtremeLogs")]),
        ("the value 2^256-1", [unit("storage", "storageledger", "wholeRangeOfValues")]),
        ("five hundred empty blocks", [reliability("test_five_hundred_empty_blocks")]),
        ("logs that are left out are found", [rpc("verify", "fullFindsEveryOmission")]),
    ],
    "latency": [
        ("half of all blocks are stored within 2 s of their confirmation", [latency("test_soon_stored")]),
        ("99 of 100 blocks are stored within 10 s", [latency("test_soon_stored")]),
        ("never more than 5 blocks behind", [latency("test_soon_stored")]),
        ("quick again after a fork", [latency("test_quick_again_after_a_fork")]),
    ],
}


def outcomes(results):
    """Whether each ctest test of a run passed."""
    return {case.get("name"): case.get("status") == "run" and case.find("failure") is None
            for case in xml.parse(results).getroot().iter("testcase")}


def verdict(tests, passed):
    """What is to be said of a check."""
    if not tests:
        return "no test"
    for name, path, function in tests:
        file = TESTS / path
        if not file.exists() or function not in file.read_text(encoding="utf-8"):
            return f"{path} has no {function or 'file'} any more"
        if name not in passed:
            return f"{name} did not run"
        if not passed[name]:
            return f"{name} failed"
    return "passed"


def main():
    """Prints every check and the sum; 1 unless all pass."""
    passed = outcomes(sys.argv[1])
    good = total = 0
    for family, checks in CHECKS.items():
        for words, tests in checks:
            said = verdict(tests, passed)
            good += said == "passed"
            total += 1
            print(f"{family:8}  {said:8}  {words}")
    print(f"{good}/{total} of the checks that indexers are judged by pass")
    return good < total


if __name__ == "__main__":
    sys.exit(main())

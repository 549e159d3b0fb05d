"""Compares the program's seven reports with the oracle, digit by digit.

Where the contract leaves a choice, both are accepted: a user whose first change lies after the
settled boundary may be missing from the points or be there with 0, and a height below the first
followed block may be told in any way.
"""

from itertools import groupby, zip_longest

from oracle import decimal_text, totals_report

COLUMNS = {
    "balances": "chain,evm_chain_id,user_address,status,balance,balance_raw,last_updated_block",
    "changes": "chain,evm_chain_id,user_address,change_type,amount_raw,balance_after_raw,tx_hash,"
               "log_index,block_height,block_time",
    "points": "chain,evm_chain_id,user_address,status,points,points_raw,settled_block,settled_time",
    "points-changes": "chain,evm_chain_id,user_address,from_block_height,to_block_height,"
                      "from_block_time,to_block_time,points,status,reason",
    "totals": "user_address,status,points,chains",
    "failures": "chain,evm_chain_id,id,user_address,from_block_height,to_block_height,reason,"
                "attempts,last_attempt_at",
    "chains": "chain,evm_chain_id,contract_address,is_active,head_block,last_confirmed_block,"
              "last_processed_block,last_calculated_block,last_calculated_time",
}
REPORTS = tuple(COLUMNS)
UNKNOWN = "None"  # the oracle's text for a height below the first followed block


def _same_rows(report, key, expected, actual):
    """Differences of two row lists: what is missing, too much, different or out of order."""
    name = lambda row: " ".join(row[column] for column in key)
    wanted, found = {name(r): r for r in expected}, {name(r): r for r in actual}
    differences = [f"{report}: no row {k}" for k in wanted if k not in found]
    differences += [f"{report}: unexpected row {k}" for k in found if k not in wanted]
    if len(found) != len(actual):
        differences.append(f"{report}: {len(actual) - len(found)} rows occur twice")
    for k in (k for k in wanted if k in found):
        differences += [f"{report}: {k}: {column} is {found[k].get(column)!r}, expected {value!r}"
                        for column, value in wanted[k].items()
                        if value != UNKNOWN and found[k].get(column) != value]
    if not differences:
        for want, have in zip_longest(expected, actual):
            if name(want) != name(have):
                return [f"{report}: out of order: {name(have)} where {name(want)} belongs"]
    return differences


def has_settled_change(truth, user):
    """Whether a change of the user lies before the boundary up to which his points go."""
    return bool(user in truth.of_user and truth.of_user[user][0].time < truth.settled(user))


def _balances(truths, actual):
    expected = [row for truth in truths for row in truth.balances_report()]
    return _same_rows("balances", ("chain", "user_address"), expected, actual)


def _changes(truths, actual):
    expected = [row for truth in truths for row in truth.changes_report()]
    key = ("chain", "block_height", "log_index", "change_type")
    return _same_rows("changes", key, expected, actual)


def _points(truths, actual):
    free = {(t.chain.name, user) for t in truths for user in t.users
            if not has_settled_change(t, user)}
    is_free = lambda row: (row["chain"], row["user_address"]) in free
    expected = [row for t in truths for row in t.points_report() if not is_free(row)]
    differences = [f"points: {row['user_address']} on {row['chain']} has {row['points']} points "
                   "before his first settled change"
                   for row in actual if is_free(row) and row["points_raw"] != "0"]
    return differences + _same_rows("points", ("chain", "user_address"), expected,
                                    [row for row in actual if not is_free(row)])


def _totals(truths, actual):
    differences = []
    wanted = {row["user_address"]: row for row in totals_report(truths)}
    found = {row["user_address"]: row for row in actual}
    settled = {user: {t.chain.name for t in truths if has_settled_change(t, user)}
               for user in wanted}
    for row in actual:
        want = wanted.get(row["user_address"])
        chains = row["chains"].split(";") if row["chains"] else []
        if want is None:
            continue
        if chains != sorted(chains) or \
                not settled[row["user_address"]] <= set(chains) <= set(want["chains"].split(";")):
            differences.append(f"totals: {row['user_address']}: chains is {row['chains']!r}, "
                               f"expected {want['chains']!r}")
    expected = [{k: v for k, v in row.items() if k != "chains"} for user, row in wanted.items()
                if settled[user] or user in found]
    return differences + _same_rows("totals", ("user_address",), expected, actual)


def _chains(truths, actual):
    expected = []
    for truth in truths:
        row = truth.chains_row()
        if truth.calculated is None:
            row["last_calculated_time"] = UNKNOWN
        expected.append(row)
    actual = [{**row, "is_active": row["is_active"].replace("true", "1")} for row in actual]
    return _same_rows("chains", ("chain",), expected, actual)


def _failures(truths, actual):
    differences, expected = [], []
    for truth in truths:
        for user in truth.users:
            if truth.failure(user):
                expected.append({**truth.head_columns(user), "from_block_height":
                                 str(truth.block_before(truth.settled(user)))})
    by_name = {truth.chain.name: truth for truth in truths}
    for row in actual:
        truth = by_name.get(row["chain"])
        negative = truth and row["user_address"] in truth.users and \
            truth.failure(row["user_address"])
        if not negative:
            continue
        where = f"failures: {row['user_address']} on {row['chain']}"
        if str(negative.block) not in row["reason"]:
            differences.append(f"{where}: the reason {row['reason']!r} does not name "
                               f"block {negative.block}")
        if not int(row["attempts"]) >= 1:
            differences.append(f"{where}: {row['attempts']} attempts")
        if not negative.block <= int(row["to_block_height"]) <= truth.calculated:
            differences.append(f"{where}: ends at block {row['to_block_height']}, which is before "
                               f"the cause ({negative.block}) or beyond the settled blocks")
    return differences + _same_rows("failures", ("chain", "user_address"), expected, actual)


def _user_spans(truth, user, rows):
    """Differences in the points-changes rows of one user of one chain."""
    where = f"points-changes: {user} on {truth.chain.name}"
    settled, interval = truth.settled(user), truth.interval
    differences, end = [], None
    for row in rows:
        start, until = int(row["from_block_time"]), int(row["to_block_time"])
        span = f"{where} [{start}, {until})"
        if start % interval or until % interval or start >= until:
            differences.append(f"{span}: not a span between boundaries")
        if end is None and start > truth.of_user[user][0].time:
            differences.append(f"{span}: begins after the first change "
                               f"({truth.of_user[user][0].time})")
        if end is not None and start != end:
            differences.append(f"{span}: the row before it ends at {end}")
        for column, time in (("from_block_height", start), ("to_block_height", until)):
            height = truth.block_before(time)
            if height is not None and row[column] != str(height):
                differences.append(f"{span}: {column} is {row[column]}, expected {height}")
        if row["status"] == "0":
            if not truth.failure(user) or row is not rows[-1] or start != settled:
                differences.append(f"{span}: a failure that should not be: {row['reason']!r}")
            break
        if row["status"] != "1":
            differences.append(f"{span}: status {row['status']!r}")
        points = decimal_text(truth.gained(user, start, until), 18)
        if row["points"] != points:
            differences.append(f"{span}: points is {row['points']!r}, expected {points!r}")
        end = until
    last = max((r.time for r in truth.of_user[user] if r.time < settled), default=None)
    if end is not None and end > settled:
        differences.append(f"{where}: goes to {end}, but only {settled} is settled")
    if last is not None and (end is None or end < truth.boundary_after(last)):
        differences.append(f"{where}: ends at {end}, before the boundary after the last settled "
                           f"change ({last})")
    return differences


def _points_changes(truths, actual):
    differences = []
    group_of = lambda row: (row["chain"], row["user_address"])
    groups = [(key, list(rows)) for key, rows in groupby(actual, key=group_of)]
    keys = [key for key, _ in groups]
    if keys != sorted(set(keys)):
        differences.append("points-changes: not in the order of chain and address")
    spans = dict(groups)
    for truth in truths:
        for user in truth.users:
            rows = spans.pop((truth.chain.name, user), [])
            differences += _user_spans(truth, user, rows)
            if any(row["evm_chain_id"] != str(truth.chain.evm_chain_id) for row in rows):
                differences.append(f"points-changes: {user}: wrong evm_chain_id")
    return differences + [f"points-changes: unexpected rows of {key}" for key in spans]


_COMPARE = {"balances": _balances, "changes": _changes, "points": _points, "totals": _totals,
            "points-changes": _points_changes, "failures": _failures, "chains": _chains}


def compare_report(report, truths, columns, rows):
    """Differences of one report, given its header and its rows."""
    if ",".join(columns) != COLUMNS[report]:
        return [f"{report}: columns are {','.join(columns)}, expected {COLUMNS[report]}"]
    return _COMPARE[report](sorted(truths, key=lambda truth: truth.chain.name), rows)


def compare(program, truths):
    """Differences of all seven reports of the program, as sentences; empty when all is right."""
    differences = []
    for report in REPORTS:
        columns, rows = program.export_table(report)
        differences += compare_report(report, truths, columns, rows)
    return differences


def compare_as_of(program, truth, time):
    """Differences of the balances (any time) and points (full boundaries only) as of `time`."""
    name, differences = truth.chain.name, []
    found = {row["user_address"]: row["balance_raw"]
             for row in program.export("balances", chain=name, at=time)}
    for user in truth.users:
        if found.get(user, "0") != str(truth.balance(user, time)):
            differences.append(f"balances at {time}: {user} on {name} has {found.get(user)}, "
                               f"expected {truth.balance(user, time)}")
    if time % truth.interval == 0:
        found = {row["user_address"]: row["points_raw"]
                 for row in program.export("points", chain=name, at=time)}
        for user in truth.users:
            if time <= truth.settled(user):
                points = str(truth.points_raw(truth.points(user, time)))
                if found.get(user, "0") != points:
                    differences.append(f"points at {time}: {user} on {name} has "
                                       f"{found.get(user)}, expected {points}")
    return differences

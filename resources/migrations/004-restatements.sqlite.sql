-- What changes settled numbers, and the traces that it leaves: forks below the confirmed height, dated facts that come
-- late, opening balances.

-- What happened to a chain. kind: deep_fork (taken back and followed anew), finality_violated (the chain halts until
-- resolved_at), rollback (an operator named the block; without action_id: doubtful logs were other than processed ones).
-- depth: processed blocks that the chain replaced, or that were taken back.
CREATE TABLE incident (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    chain_id       INTEGER NOT NULL REFERENCES chain (id),
    kind           TEXT    NOT NULL,
    happened_at    INTEGER NOT NULL,
    ancestor_block INTEGER,
    old_tip_block  INTEGER NOT NULL,
    old_tip_hash   TEXT    NOT NULL,
    new_tip_block  INTEGER NOT NULL,
    new_tip_hash   TEXT    NOT NULL,
    depth          INTEGER,
    rows_removed   INTEGER NOT NULL,
    users_changed  INTEGER NOT NULL,
    sentence       TEXT    NOT NULL,
    evidence       TEXT    NOT NULL CHECK (json_valid(evidence)),
    action_id      INTEGER,
    resolved_at    INTEGER
) STRICT;

CREATE INDEX incident_by_chain ON incident (chain_id, resolved_at, id);

-- Why a user's settled points are others than they were. points_*: points_raw before and after, settled_*: up to when.
-- requested_by: empty where nobody asked. Addresses instead of ids, since a user who never was on the new fork is removed.
CREATE TABLE points_restatement (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    chain_id       INTEGER NOT NULL REFERENCES chain (id),
    user_address   TEXT    NOT NULL,
    reason         TEXT    NOT NULL,
    incident_id    INTEGER REFERENCES incident (id),
    action_id      INTEGER,
    requested_by   TEXT    NOT NULL,
    restated_at    INTEGER NOT NULL,
    rows_removed   INTEGER NOT NULL,
    points_before  TEXT    NOT NULL,
    points_after   TEXT    NOT NULL,
    difference     TEXT    NOT NULL,
    settled_before INTEGER NOT NULL,
    settled_after  INTEGER NOT NULL
) STRICT;

CREATE INDEX points_restatement_by_user ON points_restatement (chain_id, user_address, id);

-- Where chain.skipped_logs comes from, so that a roll-back can take back its part.
CREATE TABLE chain_skipped (
    chain_id     INTEGER NOT NULL REFERENCES chain (id),
    block_height INTEGER NOT NULL,
    logs         INTEGER NOT NULL,
    PRIMARY KEY (chain_id, block_height)
) STRICT, WITHOUT ROWID;

-- Time of block start_block - 1, once opening balances are recorded there.
ALTER TABLE chain ADD COLUMN opening_time INTEGER;

-- The action that brought the change.
ALTER TABLE user_status ADD COLUMN action_id INTEGER;

-- More kinds of actions, each with details of its own.
CREATE TABLE operator_action_new (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT    NOT NULL,
    details        TEXT    NOT NULL DEFAULT '{}' CHECK (json_valid(details)),
    requested_at   INTEGER NOT NULL,
    requested_by   TEXT    NOT NULL,
    requested_from TEXT    NOT NULL,
    finished_at    INTEGER,
    result         TEXT    NOT NULL DEFAULT ''
) STRICT;

INSERT INTO operator_action_new (id, kind, requested_at, requested_by, requested_from, finished_at, result)
    SELECT id, kind, requested_at, requested_by, requested_from, finished_at, result FROM operator_action;

CREATE TABLE operator_action_item_new (
    action_id   INTEGER NOT NULL REFERENCES operator_action_new (id),
    chain_id    INTEGER NOT NULL REFERENCES chain (id),
    failure_id  INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'skipped')),
    sentence    TEXT    NOT NULL,
    finished_at INTEGER,
    PRIMARY KEY (action_id, chain_id, failure_id)
) STRICT, WITHOUT ROWID;

INSERT INTO operator_action_item_new SELECT * FROM operator_action_item;

DROP TABLE operator_action_item;

DROP TABLE operator_action;

ALTER TABLE operator_action_new RENAME TO operator_action;

ALTER TABLE operator_action_item_new RENAME TO operator_action_item;

CREATE INDEX operator_action_item_by_chain ON operator_action_item (chain_id, state, action_id, failure_id);

-- The balances that an import of opening balances brings, until they are ledger rows.
CREATE TABLE opening_request (
    action_id    INTEGER NOT NULL REFERENCES operator_action (id),
    user_address TEXT    NOT NULL,
    balance      TEXT    NOT NULL,
    PRIMARY KEY (action_id, user_address)
) STRICT, WITHOUT ROWID;

-- Open failures that an operator has seen and set aside.
CREATE TABLE failure_dismissal (
    failure_id   INTEGER NOT NULL PRIMARY KEY REFERENCES user_points_change (id) ON DELETE CASCADE,
    dismissed_at INTEGER NOT NULL,
    dismissed_by TEXT    NOT NULL,
    note         TEXT    NOT NULL
) STRICT;

-- What operators see and ask for. The sort columns order decimal text as numbers: a sign, the count of digits, the digits;
-- for what is negative the count and the digits are turned round. They are computed by the database from the amount itself, so
-- that they cannot say anything else.

ALTER TABLE user_balance ADD COLUMN balance_sort TEXT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN substr(balance, 1, 1) <> '-' THEN 'p' || printf('%03d', length(balance)) || balance
    ELSE 'n' || printf('%03d', 999 - length(balance)) ||
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(substr(balance, 2),
        '0', 'j'), '1', 'i'), '2', 'h'), '3', 'g'), '4', 'f'), '5', 'e'), '6', 'd'), '7', 'c'), '8', 'b'), '9', 'a')
    END) VIRTUAL;

CREATE INDEX user_balance_by_balance ON user_balance (chain_id, balance_sort, user_id);

-- Points are never negative: a user whose balance is fails instead.
ALTER TABLE user_points ADD COLUMN points_sort TEXT NOT NULL GENERATED ALWAYS AS (
    printf('%03d', length(points_raw)) || points_raw) VIRTUAL;

CREATE INDEX user_points_by_points ON user_points (chain_id, points_sort, user_id);

-- Failures page by the time since which points are missing.
CREATE INDEX user_points_change_by_time ON user_points_change (from_block_time, id) WHERE status = 0 OR attempts > 1;

CREATE TABLE operator_action (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    kind           TEXT    NOT NULL CHECK (kind IN ('pause', 'resume', 'retry')),
    requested_at   INTEGER NOT NULL,
    requested_by   TEXT    NOT NULL,
    requested_from TEXT    NOT NULL,
    finished_at    INTEGER,
    result         TEXT    NOT NULL DEFAULT ''
) STRICT;

-- The parts of an action. failure_id: the row of user_points_change that is retried; 0: the chain itself.
CREATE TABLE operator_action_item (
    action_id   INTEGER NOT NULL REFERENCES operator_action (id),
    chain_id    INTEGER NOT NULL REFERENCES chain (id),
    failure_id  INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'skipped')),
    sentence    TEXT    NOT NULL,
    finished_at INTEGER,
    PRIMARY KEY (action_id, chain_id, failure_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX operator_action_item_by_chain ON operator_action_item (chain_id, state, action_id, failure_id);

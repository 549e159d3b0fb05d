-- The first schema. Amounts, balances and points are decimal text, hashes and addresses lower-case hex, times Unix
-- seconds. Along a user's ledger rows the order is (block_height, log_index, out before in).

CREATE TABLE setting (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- rpc_url holds the addresses as configured: secrets stay references. decimals is NULL until the contract was asked.
CREATE TABLE chain (
    id                    INTEGER PRIMARY KEY AUTOINCREMENT,
    name                  TEXT    NOT NULL UNIQUE,
    evm_chain_id          INTEGER NOT NULL,
    title                 TEXT    NOT NULL,
    symbol                TEXT    NOT NULL,
    decimals              INTEGER,
    rpc_url               TEXT    NOT NULL CHECK (json_valid(rpc_url)),
    contract_address      TEXT    NOT NULL,
    is_active             INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    start_block           INTEGER NOT NULL,
    confirmations         TEXT    NOT NULL,
    last_confirmed_block  INTEGER NOT NULL,
    last_processed_block  INTEGER NOT NULL,
    last_calculated_block INTEGER NOT NULL,
    last_calculated_time  INTEGER,
    users                 INTEGER NOT NULL DEFAULT 0,
    changes               INTEGER NOT NULL DEFAULT 0,
    skipped_logs          INTEGER NOT NULL DEFAULT 0,
    UNIQUE (evm_chain_id, contract_address)
) STRICT;

-- What the process that follows a chain says of it; nothing is computed from it.
CREATE TABLE chain_status (
    chain_id   INTEGER NOT NULL PRIMARY KEY REFERENCES chain (id),
    state      TEXT    NOT NULL,
    head_block INTEGER,
    alerts     TEXT    NOT NULL CHECK (json_valid(alerts)),
    last_error TEXT    NOT NULL,
    owner_host TEXT,
    owner_pid  INTEGER,
    updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE user (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    user_address TEXT    NOT NULL UNIQUE,
    status       INTEGER NOT NULL DEFAULT 1 CHECK (status IN (0, 1))
) STRICT;

CREATE TABLE user_status (
    user_id      INTEGER NOT NULL REFERENCES user (id),
    effective_at INTEGER NOT NULL,
    status       INTEGER NOT NULL CHECK (status IN (0, 1)),
    PRIMARY KEY (user_id, effective_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE chain_exclusion (
    chain_id     INTEGER NOT NULL REFERENCES chain (id),
    user_address TEXT    NOT NULL,
    PRIMARY KEY (chain_id, user_address)
) STRICT, WITHOUT ROWID;

CREATE TABLE points_rate (
    effective_from INTEGER NOT NULL PRIMARY KEY,
    per_hour       TEXT    NOT NULL
) STRICT;

CREATE TABLE user_balance (
    chain_id           INTEGER NOT NULL REFERENCES chain (id),
    user_id            INTEGER NOT NULL REFERENCES user (id),
    balance            TEXT    NOT NULL,
    last_updated_block INTEGER NOT NULL,
    PRIMARY KEY (chain_id, user_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE user_balance_change (
    user_id       INTEGER NOT NULL,
    chain_id      INTEGER NOT NULL,
    change_type   TEXT    NOT NULL CHECK (change_type IN ('mint', 'burn', 'transfer_out', 'transfer_in', 'opening')),
    amount        TEXT    NOT NULL,
    balance_after TEXT    NOT NULL,
    tx_hash       TEXT    NOT NULL,
    log_index     INTEGER NOT NULL,
    block_hash    TEXT    NOT NULL,
    block_time    INTEGER NOT NULL,
    block_height  INTEGER NOT NULL,
    PRIMARY KEY (chain_id, block_height, log_index, change_type DESC)
) STRICT, WITHOUT ROWID;

CREATE INDEX user_balance_change_by_user
    ON user_balance_change (chain_id, user_id, block_height, log_index, change_type DESC);

-- last_updated_*: how far the user is settled. span_from_*: where the next row of user_points_change starts.
CREATE TABLE user_points (
    chain_id           INTEGER NOT NULL REFERENCES chain (id),
    user_id            INTEGER NOT NULL REFERENCES user (id),
    points             TEXT    NOT NULL,
    points_raw         TEXT    NOT NULL,
    last_updated_block INTEGER NOT NULL,
    last_updated_time  INTEGER NOT NULL,
    span_from_block    INTEGER NOT NULL,
    span_from_time     INTEGER NOT NULL,
    PRIMARY KEY (chain_id, user_id)
) STRICT, WITHOUT ROWID;

-- status 1: settled; 0: failed and open, for the reason given.
CREATE TABLE user_points_change (
    id                INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id           INTEGER NOT NULL REFERENCES user (id),
    chain_id          INTEGER NOT NULL REFERENCES chain (id),
    from_block_height INTEGER NOT NULL,
    to_block_height   INTEGER NOT NULL,
    from_block_time   INTEGER NOT NULL,
    to_block_time     INTEGER NOT NULL,
    points_raw        TEXT,
    calculated_points TEXT CHECK (calculated_points IS NULL OR json_valid(calculated_points)),
    status            INTEGER NOT NULL CHECK (status IN (0, 1)),
    reason            TEXT    NOT NULL,
    attempts          INTEGER NOT NULL,
    last_attempt_at   INTEGER NOT NULL,
    UNIQUE (chain_id, user_id, from_block_time)
) STRICT;

CREATE INDEX user_points_change_by_status ON user_points_change (chain_id, status, user_id);

-- The last block before each boundary that is closable: a processed block has a time stamp at or after it.
CREATE TABLE chain_boundary (
    chain_id      INTEGER NOT NULL REFERENCES chain (id),
    boundary_time INTEGER NOT NULL,
    last_block    INTEGER NOT NULL,
    PRIMARY KEY (chain_id, boundary_time)
) STRICT, WITHOUT ROWID;

-- Processed blocks whose hashes are kept, to recognise a fork below the confirmed height.
CREATE TABLE chain_block (
    chain_id     INTEGER NOT NULL REFERENCES chain (id),
    block_height INTEGER NOT NULL,
    block_hash   TEXT    NOT NULL,
    parent_hash  TEXT    NOT NULL,
    block_time   INTEGER NOT NULL,
    PRIMARY KEY (chain_id, block_height)
) STRICT, WITHOUT ROWID;

-- The embedded cache: blocks that are not confirmed yet.
CREATE TABLE pending_block (
    chain_id     INTEGER NOT NULL REFERENCES chain (id),
    block_height INTEGER NOT NULL,
    block_hash   TEXT    NOT NULL,
    parent_hash  TEXT    NOT NULL,
    block_time   INTEGER NOT NULL,
    skipped_logs INTEGER NOT NULL,
    transfers    TEXT    NOT NULL CHECK (json_valid(transfers)),
    PRIMARY KEY (chain_id, block_height)
) STRICT, WITHOUT ROWID;

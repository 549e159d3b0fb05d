-- The first schema, for MySQL 8 and MariaDB 10.6 and newer: the same tables and columns as in 001-start.sqlite.sql.
-- A definition commits by itself here, so that a start that was killed meets half of a migration: each statement must be
-- harmless, or fail as "there already", the second time. Texts compare byte by byte, as in SQLite; the ones for people hold any
-- character, all others ASCII. Long enough: a balance has 79 characters, points_raw some 110.

CREATE TABLE IF NOT EXISTS setting (
    name  VARCHAR(64)  NOT NULL PRIMARY KEY,
    value VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS chain (
    id                    BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name                  VARCHAR(64)  NOT NULL,
    evm_chain_id          BIGINT       NOT NULL,
    title                 MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    symbol                MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    decimals              INT,
    rpc_url               MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(rpc_url)),
    contract_address      CHAR(42)     NOT NULL,
    is_active             INT          NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    start_block           BIGINT       NOT NULL,
    confirmations         VARCHAR(20)  NOT NULL,
    last_confirmed_block  BIGINT       NOT NULL,
    last_processed_block  BIGINT       NOT NULL,
    last_calculated_block BIGINT       NOT NULL,
    last_calculated_time  BIGINT,
    users                 BIGINT       NOT NULL DEFAULT 0,
    changes               BIGINT       NOT NULL DEFAULT 0,
    skipped_logs          BIGINT       NOT NULL DEFAULT 0,
    UNIQUE KEY chain_by_name (name),
    UNIQUE KEY chain_by_contract (evm_chain_id, contract_address)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS chain_status (
    chain_id   BIGINT      NOT NULL PRIMARY KEY,
    state      VARCHAR(32) NOT NULL,
    head_block BIGINT,
    alerts     MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(alerts)),
    last_error MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    updated_at BIGINT      NOT NULL,
    CONSTRAINT chain_status_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS user (
    id           BIGINT   NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_address CHAR(42) NOT NULL,
    status       INT      NOT NULL DEFAULT 1 CHECK (status IN (0, 1)),
    UNIQUE KEY user_by_address (user_address)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS user_status (
    user_id      BIGINT NOT NULL,
    effective_at BIGINT NOT NULL,
    status       INT    NOT NULL CHECK (status IN (0, 1)),
    PRIMARY KEY (user_id, effective_at),
    CONSTRAINT user_status_user FOREIGN KEY (user_id) REFERENCES user (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS chain_exclusion (
    chain_id     BIGINT   NOT NULL,
    user_address CHAR(42) NOT NULL,
    PRIMARY KEY (chain_id, user_address),
    CONSTRAINT chain_exclusion_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS points_rate (
    effective_from BIGINT      NOT NULL PRIMARY KEY,
    per_hour       VARCHAR(64) NOT NULL
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS user_balance (
    chain_id           BIGINT       NOT NULL,
    user_id            BIGINT       NOT NULL,
    balance            VARCHAR(100) NOT NULL,
    last_updated_block BIGINT       NOT NULL,
    PRIMARY KEY (chain_id, user_id),
    CONSTRAINT user_balance_chain FOREIGN KEY (chain_id) REFERENCES chain (id),
    CONSTRAINT user_balance_user FOREIGN KEY (user_id) REFERENCES user (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS user_balance_change (
    user_id       BIGINT       NOT NULL,
    chain_id      BIGINT       NOT NULL,
    change_type   VARCHAR(16)  NOT NULL
                  CHECK (change_type IN ('mint', 'burn', 'transfer_out', 'transfer_in', 'opening')),
    amount        VARCHAR(100) NOT NULL,
    balance_after VARCHAR(100) NOT NULL,
    tx_hash       CHAR(66)     NOT NULL,
    log_index     BIGINT       NOT NULL,
    block_hash    CHAR(66)     NOT NULL,
    block_time    BIGINT       NOT NULL,
    block_height  BIGINT       NOT NULL,
    PRIMARY KEY (chain_id, block_height, log_index, change_type DESC),
    KEY user_balance_change_by_user (chain_id, user_id, block_height, log_index, change_type DESC)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS user_points (
    chain_id           BIGINT       NOT NULL,
    user_id            BIGINT       NOT NULL,
    points             VARCHAR(200) NOT NULL,
    points_raw         VARCHAR(200) NOT NULL,
    last_updated_block BIGINT       NOT NULL,
    last_updated_time  BIGINT       NOT NULL,
    span_from_block    BIGINT       NOT NULL,
    span_from_time     BIGINT       NOT NULL,
    PRIMARY KEY (chain_id, user_id),
    CONSTRAINT user_points_chain FOREIGN KEY (chain_id) REFERENCES chain (id),
    CONSTRAINT user_points_user FOREIGN KEY (user_id) REFERENCES user (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS user_points_change (
    id                BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    user_id           BIGINT       NOT NULL,
    chain_id          BIGINT       NOT NULL,
    from_block_height BIGINT       NOT NULL,
    to_block_height   BIGINT       NOT NULL,
    from_block_time   BIGINT       NOT NULL,
    to_block_time     BIGINT       NOT NULL,
    points_raw        VARCHAR(200),
    calculated_points LONGTEXT     CHECK (calculated_points IS NULL OR json_valid(calculated_points)),
    status            INT          NOT NULL CHECK (status IN (0, 1)),
    reason            MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    attempts          BIGINT       NOT NULL,
    last_attempt_at   BIGINT       NOT NULL,
    UNIQUE KEY user_points_change_by_start (chain_id, user_id, from_block_time),
    KEY user_points_change_by_status (chain_id, status, user_id),
    CONSTRAINT user_points_change_chain FOREIGN KEY (chain_id) REFERENCES chain (id),
    CONSTRAINT user_points_change_user FOREIGN KEY (user_id) REFERENCES user (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS chain_boundary (
    chain_id      BIGINT NOT NULL,
    boundary_time BIGINT NOT NULL,
    last_block    BIGINT NOT NULL,
    PRIMARY KEY (chain_id, boundary_time),
    CONSTRAINT chain_boundary_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS chain_block (
    chain_id     BIGINT   NOT NULL,
    block_height BIGINT   NOT NULL,
    block_hash   CHAR(66) NOT NULL,
    parent_hash  CHAR(66) NOT NULL,
    block_time   BIGINT   NOT NULL,
    PRIMARY KEY (chain_id, block_height),
    CONSTRAINT chain_block_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS pending_block (
    chain_id     BIGINT   NOT NULL,
    block_height BIGINT   NOT NULL,
    block_hash   CHAR(66) NOT NULL,
    parent_hash  CHAR(66) NOT NULL,
    block_time   BIGINT   NOT NULL,
    skipped_logs BIGINT   NOT NULL,
    transfers    LONGTEXT NOT NULL CHECK (json_valid(transfers)),
    PRIMARY KEY (chain_id, block_height),
    CONSTRAINT pending_block_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

-- What changes settled numbers, and the traces that it leaves; see 004-restatements.sqlite.sql.

CREATE TABLE IF NOT EXISTS incident (
    id             BIGINT      NOT NULL AUTO_INCREMENT PRIMARY KEY,
    chain_id       BIGINT      NOT NULL,
    kind           VARCHAR(32) NOT NULL,
    happened_at    BIGINT      NOT NULL,
    ancestor_block BIGINT,
    old_tip_block  BIGINT      NOT NULL,
    old_tip_hash   CHAR(66)    NOT NULL,
    new_tip_block  BIGINT      NOT NULL,
    new_tip_hash   CHAR(66)    NOT NULL,
    depth          BIGINT,
    rows_removed   BIGINT      NOT NULL,
    users_changed  BIGINT      NOT NULL,
    sentence       MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    evidence       LONGTEXT    CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL CHECK (json_valid(evidence)),
    action_id      BIGINT,
    resolved_at    BIGINT,
    KEY incident_by_chain (chain_id, resolved_at, id),
    CONSTRAINT incident_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS points_restatement (
    id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    chain_id       BIGINT       NOT NULL,
    user_address   CHAR(42)     NOT NULL,
    reason         VARCHAR(64)  NOT NULL,
    incident_id    BIGINT,
    action_id      BIGINT,
    requested_by   VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    restated_at    BIGINT       NOT NULL,
    rows_removed   BIGINT       NOT NULL,
    points_before  VARCHAR(210) NOT NULL,
    points_after   VARCHAR(210) NOT NULL,
    difference     VARCHAR(210) NOT NULL,
    settled_before BIGINT       NOT NULL,
    settled_after  BIGINT       NOT NULL,
    KEY points_restatement_by_user (chain_id, user_address, id),
    CONSTRAINT points_restatement_chain FOREIGN KEY (chain_id) REFERENCES chain (id),
    CONSTRAINT points_restatement_incident FOREIGN KEY (incident_id) REFERENCES incident (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS chain_skipped (
    chain_id     BIGINT NOT NULL,
    block_height BIGINT NOT NULL,
    logs         BIGINT NOT NULL,
    PRIMARY KEY (chain_id, block_height),
    CONSTRAINT chain_skipped_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

ALTER TABLE chain
    ADD COLUMN opening_time BIGINT;

ALTER TABLE user_status
    ADD COLUMN action_id BIGINT;

ALTER TABLE operator_action
    ADD COLUMN details MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT ('{}') CHECK (json_valid(details));

CREATE TABLE IF NOT EXISTS opening_request (
    action_id    BIGINT      NOT NULL,
    user_address CHAR(42)    NOT NULL,
    balance      VARCHAR(80) NOT NULL,
    PRIMARY KEY (action_id, user_address),
    CONSTRAINT opening_request_action FOREIGN KEY (action_id) REFERENCES operator_action (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS failure_dismissal (
    failure_id   BIGINT       NOT NULL PRIMARY KEY,
    dismissed_at BIGINT       NOT NULL,
    dismissed_by VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    note         MEDIUMTEXT   CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    CONSTRAINT failure_dismissal_failure FOREIGN KEY (failure_id) REFERENCES user_points_change (id) ON DELETE CASCADE
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

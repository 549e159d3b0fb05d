-- What operators see and ask for; see 002-operator.sqlite.sql.

ALTER TABLE user_balance
    ADD COLUMN balance_sort VARCHAR(110) GENERATED ALWAYS AS (
        CASE WHEN substr(balance, 1, 1) <> '-' THEN concat('p', lpad(char_length(balance), 3, '0'), balance)
        ELSE concat('n', lpad(999 - char_length(balance), 3, '0'),
            replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(substr(balance, 2),
            '0', 'j'), '1', 'i'), '2', 'h'), '3', 'g'), '4', 'f'), '5', 'e'), '6', 'd'), '7', 'c'), '8', 'b'), '9', 'a'))
        END) VIRTUAL,
    ADD KEY user_balance_by_balance (chain_id, balance_sort, user_id);

ALTER TABLE user_points
    ADD COLUMN points_sort VARCHAR(210) GENERATED ALWAYS AS (
        concat(lpad(char_length(points_raw), 3, '0'), points_raw)) VIRTUAL,
    ADD KEY user_points_by_points (chain_id, points_sort, user_id);

-- There are no indexes on a part of the rows; failures are found by either of these and are few.
ALTER TABLE user_points_change
    ADD KEY user_points_change_open (status, from_block_time),
    ADD KEY user_points_change_tried (attempts);

CREATE TABLE IF NOT EXISTS operator_action (
    id             BIGINT       NOT NULL AUTO_INCREMENT PRIMARY KEY,
    kind           VARCHAR(32)  NOT NULL,
    requested_at   BIGINT       NOT NULL,
    requested_by   VARCHAR(512) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    requested_from VARCHAR(64)  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    finished_at    BIGINT,
    result         VARCHAR(8192) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL DEFAULT ''
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS operator_action_item (
    action_id   BIGINT      NOT NULL,
    chain_id    BIGINT      NOT NULL,
    failure_id  BIGINT      NOT NULL,
    state       VARCHAR(16) NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'skipped')),
    sentence    MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    finished_at BIGINT,
    PRIMARY KEY (action_id, chain_id, failure_id),
    KEY operator_action_item_by_chain (chain_id, state, action_id, failure_id),
    CONSTRAINT operator_action_item_action FOREIGN KEY (action_id) REFERENCES operator_action (id),
    CONSTRAINT operator_action_item_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

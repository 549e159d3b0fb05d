-- Parts of actions that an operator took back before they were done: one more state.

CREATE TABLE operator_action_item_new (
    action_id   INTEGER NOT NULL REFERENCES operator_action (id),
    chain_id    INTEGER NOT NULL REFERENCES chain (id),
    failure_id  INTEGER NOT NULL,
    state       TEXT    NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'skipped', 'cancelled')),
    sentence    TEXT    NOT NULL,
    finished_at INTEGER,
    PRIMARY KEY (action_id, chain_id, failure_id)
) STRICT, WITHOUT ROWID;

INSERT INTO operator_action_item_new SELECT * FROM operator_action_item;

DROP TABLE operator_action_item;

ALTER TABLE operator_action_item_new RENAME TO operator_action_item;

CREATE INDEX operator_action_item_by_chain ON operator_action_item (chain_id, state, action_id, failure_id);

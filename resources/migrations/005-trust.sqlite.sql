-- What speaks against logs in the ledger (core/model/doubt.h): at most one row of a kind, over all blocks that are in doubt,
-- with the first evidence. As long as there is one, the chain's points wait.
CREATE TABLE chain_doubt (
    chain_id    INTEGER NOT NULL REFERENCES chain (id),
    kind        TEXT    NOT NULL CHECK (kind IN ('supply', 'bloom', 'receipts')),
    first_block INTEGER NOT NULL,
    last_block  INTEGER NOT NULL,
    evidence    TEXT    NOT NULL,
    since       INTEGER NOT NULL,
    PRIMARY KEY (chain_id, kind)
) STRICT, WITHOUT ROWID;

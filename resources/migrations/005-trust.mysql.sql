-- What speaks against logs in the ledger; see 005-trust.sqlite.sql.

CREATE TABLE IF NOT EXISTS chain_doubt (
    chain_id    BIGINT      NOT NULL,
    kind        VARCHAR(16) NOT NULL CHECK (kind IN ('supply', 'bloom', 'receipts')),
    first_block BIGINT      NOT NULL,
    last_block  BIGINT      NOT NULL,
    evidence    MEDIUMTEXT  CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    since       BIGINT      NOT NULL,
    PRIMARY KEY (chain_id, kind),
    CONSTRAINT chain_doubt_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

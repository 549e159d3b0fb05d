-- What the settlements of a chain credited; see 009-issued.sqlite.sql.

CREATE TABLE IF NOT EXISTS points_issued (
    chain_id     BIGINT       NOT NULL,
    settled_to   BIGINT       NOT NULL,
    settled_from BIGINT,
    points_raw   VARCHAR(200) NOT NULL,
    PRIMARY KEY (chain_id, settled_to),
    CONSTRAINT points_issued_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

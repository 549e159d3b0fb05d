-- Who owns a chain, and who owned it when; see 003-leases.sqlite.sql. There chain_status loses its owner; here it never had one.

CREATE TABLE IF NOT EXISTS chain_lease (
    chain_id   BIGINT       NOT NULL PRIMARY KEY,
    fencing    BIGINT       NOT NULL,
    owner_host VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    owner_pid  BIGINT       NOT NULL,
    instance   VARCHAR(64)  NOT NULL,
    expires_at BIGINT       NOT NULL,
    writes     BIGINT       NOT NULL,
    CONSTRAINT chain_lease_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

CREATE TABLE IF NOT EXISTS chain_term (
    chain_id   BIGINT       NOT NULL,
    fencing    BIGINT       NOT NULL,
    owner_host VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
    owner_pid  BIGINT       NOT NULL,
    instance   VARCHAR(64)  NOT NULL,
    began_at   BIGINT       NOT NULL,
    from_block BIGINT       NOT NULL,
    to_block   BIGINT       NOT NULL,
    from_time  BIGINT,
    to_time    BIGINT,
    writes     BIGINT       NOT NULL,
    PRIMARY KEY (chain_id, fencing),
    CONSTRAINT chain_term_chain FOREIGN KEY (chain_id) REFERENCES chain (id)
) ENGINE = InnoDB CHARACTER SET ascii COLLATE ascii_bin;

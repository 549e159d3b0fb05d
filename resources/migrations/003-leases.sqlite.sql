-- A chain is owned by one process at a time. Each of the owner's writes updates this row on condition that fencing is still the
-- owner's number, which nobody else ever gets: who was passed over meanwhile can write nothing. instance is '' where nobody owns
-- the chain; expires_at is a time of the database's clock; writes grows with every write and renewal.
CREATE TABLE chain_lease (
    chain_id   INTEGER NOT NULL PRIMARY KEY REFERENCES chain (id),
    fencing    INTEGER NOT NULL,
    owner_host TEXT    NOT NULL,
    owner_pid  INTEGER NOT NULL,
    instance   TEXT    NOT NULL,
    expires_at INTEGER NOT NULL,
    writes     INTEGER NOT NULL
) STRICT;

-- Who owned a chain when, and what it wrote: from where to where the processed height and the settled time went. A term begins
-- where the one before it ended, unless two processes wrote at the same time.
CREATE TABLE chain_term (
    chain_id   INTEGER NOT NULL REFERENCES chain (id),
    fencing    INTEGER NOT NULL,
    owner_host TEXT    NOT NULL,
    owner_pid  INTEGER NOT NULL,
    instance   TEXT    NOT NULL,
    began_at   INTEGER NOT NULL,
    from_block INTEGER NOT NULL,
    to_block   INTEGER NOT NULL,
    from_time  INTEGER,
    to_time    INTEGER,
    writes     INTEGER NOT NULL,
    PRIMARY KEY (chain_id, fencing)
) STRICT, WITHOUT ROWID;

ALTER TABLE chain_status DROP COLUMN owner_host;
ALTER TABLE chain_status DROP COLUMN owner_pid;

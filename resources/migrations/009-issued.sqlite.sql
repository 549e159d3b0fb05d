-- What the settlements of a chain credited. settled_from: the boundary before; NULL while users are still being settled, and
-- where it was the first one. Points that a retry or a recalculation credits are in no row.
CREATE TABLE points_issued (
    chain_id     INTEGER NOT NULL REFERENCES chain (id),
    settled_to   INTEGER NOT NULL,
    settled_from INTEGER,
    points_raw   TEXT    NOT NULL,
    PRIMARY KEY (chain_id, settled_to)
) STRICT, WITHOUT ROWID;

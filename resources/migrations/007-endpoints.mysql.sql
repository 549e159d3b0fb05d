-- How the chain's endpoints are doing; see 007-endpoints.sqlite.sql.

ALTER TABLE chain_status
    ADD COLUMN endpoints MEDIUMTEXT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NULL CHECK (json_valid(endpoints));

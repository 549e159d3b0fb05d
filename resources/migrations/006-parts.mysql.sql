-- How many parts of an action are through; see 006-parts.sqlite.sql.

ALTER TABLE operator_action
    ADD COLUMN parts_done BIGINT NOT NULL DEFAULT 0;

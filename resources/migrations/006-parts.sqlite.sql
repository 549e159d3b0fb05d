-- How many parts of an action are through: what tells apart those who finish its parts at the same time.

ALTER TABLE operator_action
    ADD COLUMN parts_done INTEGER NOT NULL DEFAULT 0;

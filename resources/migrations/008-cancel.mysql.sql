-- Parts of actions that an operator took back; see 008-cancel.sqlite.sql. MySQL keeps the old check under a name that it
-- made itself; MariaDB, which has it in the column, knows no such name.

ALTER TABLE operator_action_item
    DROP CONSTRAINT operator_action_item_chk_1;

ALTER TABLE operator_action_item
    MODIFY state VARCHAR(16) NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'skipped', 'cancelled'));

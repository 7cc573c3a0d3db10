ALTER TABLE rework DROP CONSTRAINT rework_reason, DROP CONSTRAINT rework_after_it_was_done;

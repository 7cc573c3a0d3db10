ALTER TABLE honour DROP CONSTRAINT honour_state;

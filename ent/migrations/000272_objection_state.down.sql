ALTER TABLE objection DROP CONSTRAINT objection_state;

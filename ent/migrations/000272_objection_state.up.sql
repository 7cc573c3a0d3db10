ALTER TABLE objection ADD CONSTRAINT objection_state CHECK (state IN ('OPEN', 'UPHELD', 'DISMISSED'));

ALTER TABLE issue DROP CONSTRAINT issue_outcome;

ALTER TABLE issue DROP CONSTRAINT issue_duplicate;

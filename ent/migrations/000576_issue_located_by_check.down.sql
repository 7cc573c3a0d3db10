ALTER TABLE issue DROP CONSTRAINT issue_located_by;

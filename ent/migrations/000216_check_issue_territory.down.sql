ALTER TABLE issue DROP CONSTRAINT issue_territory;

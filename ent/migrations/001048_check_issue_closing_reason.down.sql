ALTER TABLE issue DROP CONSTRAINT issue_closing_reason;

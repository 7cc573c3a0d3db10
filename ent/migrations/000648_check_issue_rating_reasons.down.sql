ALTER TABLE issue DROP CONSTRAINT issue_rating_reasons;

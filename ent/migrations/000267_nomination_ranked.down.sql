ALTER TABLE nomination DROP CONSTRAINT nomination_ranked;

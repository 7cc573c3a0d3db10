ALTER TABLE nomination DROP CONSTRAINT nomination_one_subject;

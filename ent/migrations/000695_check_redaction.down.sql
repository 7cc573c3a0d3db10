ALTER TABLE redaction DROP CONSTRAINT redaction_part, DROP CONSTRAINT redaction_subject;

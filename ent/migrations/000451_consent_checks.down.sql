ALTER TABLE consent DROP CONSTRAINT consent_purpose;
ALTER TABLE consent DROP CONSTRAINT consent_channel;
ALTER TABLE consent DROP CONSTRAINT consent_end_cause;

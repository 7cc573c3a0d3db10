ALTER TABLE campaign ADD CONSTRAINT campaign_subject_kind CHECK (subject_kind IN ('RESIDENT', 'MERCHANT', 'ENTERPRISE', 'PUBLIC_UNIT', 'DOOR', 'TEAM'));

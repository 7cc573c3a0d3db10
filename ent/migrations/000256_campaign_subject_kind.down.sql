ALTER TABLE campaign DROP CONSTRAINT campaign_subject_kind;

ALTER TABLE campaign DROP CONSTRAINT campaign_state;

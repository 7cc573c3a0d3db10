ALTER TABLE campaign ADD CONSTRAINT campaign_awarded_after_publicity CHECK ((state = 'AWARDED') = (award_time IS NOT NULL) AND (award_time IS NULL OR award_time >= publicity_end_time));

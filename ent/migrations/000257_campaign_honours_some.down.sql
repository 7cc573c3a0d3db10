ALTER TABLE campaign DROP CONSTRAINT campaign_honours_some;

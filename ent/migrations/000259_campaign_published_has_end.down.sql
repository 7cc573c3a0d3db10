ALTER TABLE campaign DROP CONSTRAINT campaign_published_has_end;

ALTER TABLE campaign DROP CONSTRAINT campaign_votes_by_ballot;

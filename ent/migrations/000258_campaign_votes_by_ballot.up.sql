ALTER TABLE campaign ADD CONSTRAINT campaign_votes_by_ballot CHECK (ballot OR state <> 'VOTE');

ALTER TABLE issue DROP CONSTRAINT issue_place_present;

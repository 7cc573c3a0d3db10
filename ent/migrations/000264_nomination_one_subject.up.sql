ALTER TABLE nomination ADD CONSTRAINT nomination_one_subject CHECK (num_nonnulls(person_id, unit_id, place_id) = 1);

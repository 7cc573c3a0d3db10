ALTER TABLE issue ADD CONSTRAINT issue_rating_reasons CHECK (
  num_nonnulls(rating_reasons, rating_contact_allowed) IN (0, 2) AND (rated_time IS NOT NULL OR rating_reasons IS NULL));

ALTER TABLE rating
  DROP CONSTRAINT rating_side,
  DROP CONSTRAINT rating_scores,
  DROP CONSTRAINT rating_range;

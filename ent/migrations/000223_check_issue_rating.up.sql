ALTER TABLE issue ADD CONSTRAINT issue_rating CHECK (
  num_nonnulls(rating_solved, rating_satisfaction, rated_time) IN (0, 3)
  AND (rated_time IS NOT NULL OR rating_text = '')
  AND rating_satisfaction IN ('SATISFIED', 'BASICALLY', 'DISSATISFIED'));

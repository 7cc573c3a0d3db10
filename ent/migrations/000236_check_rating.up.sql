ALTER TABLE rating
  ADD CONSTRAINT rating_side CHECK (side IN ('RESPONSE', 'WHISTLE')),
  ADD CONSTRAINT rating_scores CHECK (
    (side = 'RESPONSE' AND num_nonnulls(punctual, effort, result) = 3 AND num_nonnulls(needed, facts, target) = 0)
    OR (side = 'WHISTLE' AND num_nonnulls(needed, facts, target) = 3 AND num_nonnulls(punctual, effort, result) = 0)),
  ADD CONSTRAINT rating_range CHECK (least(punctual, effort, result, needed, facts, target) >= 0
    AND greatest(punctual, effort, result, needed, facts, target) <= 5);

ALTER TABLE callback ADD CONSTRAINT callback_answers CHECK (
  num_nonnulls(contacted, solved, satisfaction) = CASE WHEN valid THEN 3 ELSE 0 END
  AND satisfaction IN ('SATISFIED', 'BASICALLY', 'DISSATISFIED'));

ALTER TABLE issue ADD CONSTRAINT issue_outcome CHECK (
  num_nonnulls(outcome_contacted, outcome_solved, outcome_satisfaction) IN (0, 3)
  AND outcome_satisfaction IN ('SATISFIED', 'BASICALLY', 'DISSATISFIED'));

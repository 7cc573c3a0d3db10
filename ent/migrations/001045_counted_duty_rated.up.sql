ALTER TABLE counted_duty DROP CONSTRAINT counted_duty_outcome,
  ADD CONSTRAINT counted_duty_outcome CHECK (outcome IN ('OPEN', 'OVERDUE', 'ON_TIME', 'LATE', 'DONE', 'RETURNED', 'RATED'));

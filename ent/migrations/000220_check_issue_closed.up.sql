ALTER TABLE issue ADD CONSTRAINT issue_closed CHECK (
  (closed_time IS NOT NULL) = (state IN ('CLOSED', 'WITHDRAWN')));

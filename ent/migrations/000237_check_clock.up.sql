ALTER TABLE clock
  ADD CONSTRAINT clock_kind CHECK (kind IN ('SIGN', 'REPORT_IN', 'FIRST_CONTACT', 'STAGE_REPORT', 'COMPLETE', 'REVIEW')),
  ADD CONSTRAINT clock_owner CHECK ((kind = 'REVIEW') = (assignment_id IS NULL)),
  ADD CONSTRAINT clock_basis CHECK (basis IN ('ELAPSED', 'WORKING_TIME', 'WORKING_DAYS')),
  ADD CONSTRAINT clock_limit CHECK (limit_minutes > 0),
  ADD CONSTRAINT clock_due CHECK (due_time >= start_time),
  ADD CONSTRAINT clock_warned CHECK (warned_share BETWEEN 0 AND 99 AND (warned_share = 0) = (warned_time IS NULL)),
  ADD CONSTRAINT clock_breached CHECK (breached_time >= due_time),
  ADD CONSTRAINT clock_at_rest CHECK (next_check_at IS NULL OR num_nonnulls(stopped_time, breached_time) = 0);

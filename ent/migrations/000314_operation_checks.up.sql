ALTER TABLE operation
  ADD CONSTRAINT operation_state CHECK (state IN ('PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
  ADD CONSTRAINT operation_end CHECK ((state IN ('PENDING', 'RUNNING')) = (end_time IS NULL) AND (end_time IS NULL) = (expire_time IS NULL)),
  ADD CONSTRAINT operation_result CHECK ((state = 'SUCCEEDED') = (result_cipher IS NOT NULL)),
  ADD CONSTRAINT operation_reason CHECK ((state = 'FAILED') = (reason IS NOT NULL)),
  ADD CONSTRAINT operation_steps CHECK (steps_done >= 0 AND steps_total >= 0 AND (steps_total = 0 OR steps_done <= steps_total));

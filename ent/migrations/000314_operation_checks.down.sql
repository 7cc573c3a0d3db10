ALTER TABLE operation
  DROP CONSTRAINT operation_state,
  DROP CONSTRAINT operation_end,
  DROP CONSTRAINT operation_result,
  DROP CONSTRAINT operation_reason,
  DROP CONSTRAINT operation_steps;

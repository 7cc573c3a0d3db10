ALTER TABLE duty_override DROP CONSTRAINT duty_override_role, DROP CONSTRAINT duty_override_rule, DROP CONSTRAINT duty_override_reason;

ALTER TABLE duty_override
    ADD CONSTRAINT duty_override_role CHECK (role IN ('LEAD', 'ASSIST')),
    ADD CONSTRAINT duty_override_rule CHECK (rule IN ('OUTSIDE_DUTY_LIST', 'ASSIST_ONLY')),
    ADD CONSTRAINT duty_override_reason CHECK (reason <> '');

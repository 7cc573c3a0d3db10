ALTER TABLE role
    ADD CONSTRAINT role_name CHECK (char_length(name) <= 40),
    ADD CONSTRAINT role_duty CHECK (duty IN ('SYSTEM', 'SECURITY', 'AUDIT'));

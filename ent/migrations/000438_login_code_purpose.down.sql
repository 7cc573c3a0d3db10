ALTER TABLE login_code DROP CONSTRAINT login_code_purpose, ADD CONSTRAINT login_code_purpose CHECK (purpose IN ('LOGIN', 'MAIL'));

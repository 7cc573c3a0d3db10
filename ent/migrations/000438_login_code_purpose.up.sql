-- To sign in, to receive mail, or the resource name of what is agreed to.
ALTER TABLE login_code DROP CONSTRAINT login_code_purpose,
    ADD CONSTRAINT login_code_purpose CHECK (purpose ~ '^(LOGIN|MAIL|[a-zA-Z]+/[0-9a-f-]{36})$');

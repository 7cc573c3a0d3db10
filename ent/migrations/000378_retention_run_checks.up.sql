ALTER TABLE retention_run
    ADD CONSTRAINT retention_run_action CHECK (action IN ('ANONYMISE', 'DELETE')),
    ADD CONSTRAINT retention_run_count CHECK (record_count > 0),
    ADD CONSTRAINT retention_run_digest CHECK (ids_digest ~ '^[0-9a-f]{64}$');

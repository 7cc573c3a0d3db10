ALTER TABLE retention_run
    DROP CONSTRAINT retention_run_action,
    DROP CONSTRAINT retention_run_count,
    DROP CONSTRAINT retention_run_digest;

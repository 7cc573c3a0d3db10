DROP INDEX "retention_run_by_time";

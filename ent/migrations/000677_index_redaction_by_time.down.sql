DROP INDEX "redaction_by_time";

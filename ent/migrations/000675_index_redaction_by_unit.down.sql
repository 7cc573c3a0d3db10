DROP INDEX "redaction_by_unit";

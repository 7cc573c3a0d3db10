DROP INDEX "redaction_by_issue";

DROP INDEX "redaction_by_author";

DROP INDEX redaction_once;

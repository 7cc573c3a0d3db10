DROP INDEX escalation_one_pending;

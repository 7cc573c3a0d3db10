DROP INDEX "escalation_by_time";

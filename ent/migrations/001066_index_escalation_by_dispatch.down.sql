DROP INDEX "escalation_by_dispatch";

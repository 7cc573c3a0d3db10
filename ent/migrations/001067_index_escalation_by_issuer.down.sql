DROP INDEX "escalation_by_issuer";

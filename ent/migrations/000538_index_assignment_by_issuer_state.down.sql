DROP INDEX "assignment_by_issuer_state";

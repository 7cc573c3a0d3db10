DROP INDEX "assignment_by_issuer";

DROP INDEX "assignment_push_by_issuer";

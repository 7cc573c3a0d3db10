DROP INDEX "issue_number_unique";

DROP INDEX "issue_by_cell";

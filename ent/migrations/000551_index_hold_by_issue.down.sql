DROP INDEX "hold_by_issue";

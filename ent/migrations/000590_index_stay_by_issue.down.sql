DROP INDEX "stay_by_issue";

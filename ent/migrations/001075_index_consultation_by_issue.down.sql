DROP INDEX "consultation_by_issue";

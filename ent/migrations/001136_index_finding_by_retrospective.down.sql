DROP INDEX "finding_by_retrospective";

DROP INDEX "rework_by_assignment";

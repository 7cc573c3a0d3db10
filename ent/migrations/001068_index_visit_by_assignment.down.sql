DROP INDEX "visit_by_assignment";

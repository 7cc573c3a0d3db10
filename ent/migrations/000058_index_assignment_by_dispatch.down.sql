DROP INDEX "assignment_by_dispatch";

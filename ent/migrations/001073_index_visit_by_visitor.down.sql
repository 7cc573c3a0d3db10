DROP INDEX "visit_by_visitor";

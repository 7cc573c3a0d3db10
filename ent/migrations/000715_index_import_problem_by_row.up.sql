CREATE INDEX "import_problem_by_row" ON "import_problem" ("tenant_id", "issue_import_id", "row", "id");

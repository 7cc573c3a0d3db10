CREATE INDEX "issue_by_cell" ON "issue" ("tenant_id", "category_id", "cell", "create_time");

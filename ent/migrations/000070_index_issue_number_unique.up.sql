CREATE UNIQUE INDEX "issue_number_unique" ON "issue" ("tenant_id", "number");

CREATE UNIQUE INDEX "hotline_order_of_issue" ON "hotline_order" ("tenant_id", "issue_id");

CREATE INDEX "category_by_parent" ON "category" ("tenant_id", "parent_id");

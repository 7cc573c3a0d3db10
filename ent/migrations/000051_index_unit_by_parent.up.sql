CREATE INDEX "unit_by_parent" ON "unit" ("tenant_id", "parent_id");

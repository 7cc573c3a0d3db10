CREATE UNIQUE INDEX "unit_code_unique" ON "unit" ("tenant_id", "code");

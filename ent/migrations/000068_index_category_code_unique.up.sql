CREATE UNIQUE INDEX "category_code_unique" ON "category" ("tenant_id", "code");

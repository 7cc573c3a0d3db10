CREATE UNIQUE INDEX "role_code_unique" ON "role" ("tenant_id", "code");

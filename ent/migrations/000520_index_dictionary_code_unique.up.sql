CREATE UNIQUE INDEX "dictionary_code_unique" ON "dictionary" ("tenant_id", "code");

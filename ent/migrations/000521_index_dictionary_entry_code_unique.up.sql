CREATE UNIQUE INDEX "dictionary_entry_code_unique" ON "dictionary_entry" ("tenant_id", "dictionary_id", "code");

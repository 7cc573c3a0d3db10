CREATE INDEX "substitution_by_substitute" ON "substitution" ("tenant_id", "substitute_id", "create_time", "id");

CREATE INDEX "nomination_by_nominator" ON "nomination" ("tenant_id", "nominator_id");

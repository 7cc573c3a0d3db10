CREATE INDEX "objection_by_nomination" ON "objection" ("tenant_id", "nomination_id");

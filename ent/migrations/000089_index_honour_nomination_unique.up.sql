CREATE UNIQUE INDEX "honour_nomination_unique" ON "honour" ("tenant_id", "nomination_id");

CREATE INDEX "honour_by_time" ON "honour" ("tenant_id", "create_time", "id");

CREATE INDEX "supervision_by_time" ON "supervision" ("tenant_id", "create_time", "id");

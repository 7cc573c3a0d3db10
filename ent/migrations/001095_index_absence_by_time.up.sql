CREATE INDEX "absence_by_time" ON "absence" ("tenant_id", "create_time", "id");

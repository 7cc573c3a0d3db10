CREATE INDEX "incident_by_time" ON "incident" ("tenant_id", "create_time", "id");

CREATE INDEX "incident_by_unit" ON "incident" ("tenant_id", "unit_id", "create_time", "id");

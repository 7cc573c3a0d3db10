CREATE INDEX "unit_history_by_time" ON "unit_history" ("tenant_id", "valid_from");

CREATE INDEX "duty_override_by_time" ON "duty_override" ("tenant_id", "create_time", "id");

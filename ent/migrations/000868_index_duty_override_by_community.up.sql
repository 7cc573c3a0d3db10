CREATE INDEX "duty_override_by_community" ON "duty_override" ("tenant_id", "community_id", "create_time", "id");

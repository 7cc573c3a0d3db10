CREATE UNIQUE INDEX "duty_override_once" ON "duty_override" ("tenant_id", "issue_id", "community_id", "role");

CREATE INDEX "duty_roster_by_start" ON "duty_roster" ("tenant_id", "start_time", "id");

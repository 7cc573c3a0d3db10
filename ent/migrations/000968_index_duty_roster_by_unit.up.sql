CREATE INDEX "duty_roster_by_unit" ON "duty_roster" ("tenant_id", "unit_id", "start_time", "id");

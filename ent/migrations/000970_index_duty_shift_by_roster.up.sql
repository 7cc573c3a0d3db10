CREATE INDEX "duty_shift_by_roster" ON "duty_shift" ("tenant_id", "roster_id", "start_time");

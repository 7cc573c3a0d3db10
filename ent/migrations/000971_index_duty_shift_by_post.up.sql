CREATE INDEX "duty_shift_by_post" ON "duty_shift" ("tenant_id", "unit_id", "post", "start_time");

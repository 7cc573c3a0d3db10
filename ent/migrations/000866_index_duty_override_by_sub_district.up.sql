CREATE INDEX "duty_override_by_sub_district" ON "duty_override" ("tenant_id", "sub_district_id", "create_time", "id");

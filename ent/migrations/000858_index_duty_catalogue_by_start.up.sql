CREATE INDEX "duty_catalogue_by_start" ON "duty_catalogue" ("tenant_id", "start_time", "id");

CREATE UNIQUE INDEX "duty_catalogue_of_its_moment" ON "duty_catalogue" ("tenant_id", "id", "create_time");

CREATE UNIQUE INDEX "duty_item_code_unique" ON "duty_item" ("tenant_id", "catalogue_id", "code");

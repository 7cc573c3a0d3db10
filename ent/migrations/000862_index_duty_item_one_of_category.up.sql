CREATE UNIQUE INDEX "duty_item_one_of_category" ON "duty_item" ("tenant_id", "catalogue_id", "category_id");

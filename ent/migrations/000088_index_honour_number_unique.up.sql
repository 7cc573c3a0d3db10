CREATE UNIQUE INDEX "honour_number_unique" ON "honour" ("tenant_id", "number");

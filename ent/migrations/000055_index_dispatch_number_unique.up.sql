CREATE UNIQUE INDEX "dispatch_number_unique" ON "dispatch" ("tenant_id", "number");

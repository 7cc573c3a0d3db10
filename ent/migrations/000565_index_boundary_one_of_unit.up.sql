CREATE UNIQUE INDEX "boundary_one_of_unit" ON "boundary" ("tenant_id", "plan_id", "unit_id");

CREATE INDEX "boundary_by_unit" ON "boundary" ("tenant_id", "unit_id");

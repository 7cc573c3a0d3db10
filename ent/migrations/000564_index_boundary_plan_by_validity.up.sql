CREATE INDEX "boundary_plan_by_validity" ON "boundary_plan" ("tenant_id", "state", "valid_from");

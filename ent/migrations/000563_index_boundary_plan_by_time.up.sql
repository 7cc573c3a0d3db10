CREATE INDEX "boundary_plan_by_time" ON "boundary_plan" ("tenant_id", "create_time", "id");

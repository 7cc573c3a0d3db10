CREATE INDEX "clock_by_assignment" ON "clock" ("tenant_id", "assignment_id");

CREATE INDEX "supervision_by_assignment" ON "supervision" ("tenant_id", "assignment_id");

CREATE UNIQUE INDEX "rating_once" ON "rating" ("tenant_id", "assignment_id", "side");

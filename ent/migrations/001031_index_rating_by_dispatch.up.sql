CREATE INDEX "rating_by_dispatch" ON "rating" ("tenant_id", "dispatch_id");

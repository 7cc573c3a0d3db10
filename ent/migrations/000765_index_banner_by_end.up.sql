CREATE INDEX "banner_by_end" ON "banner" ("tenant_id", "end_time");

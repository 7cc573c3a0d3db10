CREATE UNIQUE INDEX "rate_revision" ON "rate" ("tenant_id", "period", "dimension", "measured_id", "revision");

CREATE INDEX "consultation_opinion_by_unit" ON "consultation_opinion" ("tenant_id", "unit_id", "consultation_create_time", "consultation_id");

CREATE UNIQUE INDEX "consultation_opinion_one_per_unit" ON "consultation_opinion" ("tenant_id", "consultation_id", "unit_id");

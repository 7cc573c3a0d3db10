CREATE UNIQUE INDEX "capacity_of_person" ON "capacity" ("tenant_id", "unit_id", "person_id");

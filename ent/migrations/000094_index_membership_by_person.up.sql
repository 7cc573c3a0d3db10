CREATE INDEX "membership_by_person" ON "membership" ("tenant_id", "person_id");

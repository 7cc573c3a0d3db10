CREATE INDEX "legal_hold_by_person" ON "legal_hold" ("tenant_id", "person_id");

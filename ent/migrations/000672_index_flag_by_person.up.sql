CREATE INDEX "flag_by_person" ON "flag" ("tenant_id", "person_id", "create_time", "id");

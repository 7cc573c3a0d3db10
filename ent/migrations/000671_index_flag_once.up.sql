CREATE UNIQUE INDEX "flag_once" ON "flag" ("tenant_id", "person_id", "subject");

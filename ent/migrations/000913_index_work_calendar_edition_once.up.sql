CREATE UNIQUE INDEX "work_calendar_edition_once" ON "work_calendar" ("tenant_id", "edition");

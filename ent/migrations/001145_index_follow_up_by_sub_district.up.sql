CREATE INDEX "follow_up_by_sub_district" ON "follow_up" ("tenant_id", "sub_district_id", "due_time", "id");

CREATE INDEX "place_by_parent" ON "place" ("tenant_id", "parent_id");

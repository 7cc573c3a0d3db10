CREATE INDEX "visit_by_visitor" ON "visit" ("tenant_id", "visitor_id", "create_time", "id");

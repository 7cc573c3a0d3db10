CREATE INDEX "data_request_by_person" ON "data_request" ("tenant_id", "person_id", "create_time", "id");

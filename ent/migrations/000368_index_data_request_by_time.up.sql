CREATE INDEX "data_request_by_time" ON "data_request" ("tenant_id", "create_time", "id");

CREATE INDEX "api_client_by_time" ON "api_client" ("tenant_id", "create_time", "id");

DROP INDEX "api_client_by_time";

ALTER TABLE "stage_report" ADD CONSTRAINT "stage_report_client_fkey" FOREIGN KEY ("tenant_id", "client_id") REFERENCES "api_client" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

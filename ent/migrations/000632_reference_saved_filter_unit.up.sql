ALTER TABLE "saved_filter" ADD CONSTRAINT "saved_filter_unit_fkey" FOREIGN KEY ("tenant_id", "unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

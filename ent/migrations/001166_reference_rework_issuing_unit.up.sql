ALTER TABLE "rework" ADD CONSTRAINT "rework_issuing_unit_fkey" FOREIGN KEY ("tenant_id", "issuing_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_reviewing_unit_fkey" FOREIGN KEY ("tenant_id", "reviewing_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

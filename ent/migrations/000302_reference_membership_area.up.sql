ALTER TABLE "membership" ADD CONSTRAINT "membership_area_fkey" FOREIGN KEY ("tenant_id", "area_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

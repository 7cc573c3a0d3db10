ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_sub_district_fkey" FOREIGN KEY ("tenant_id", "sub_district_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

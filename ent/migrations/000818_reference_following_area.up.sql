ALTER TABLE "following" ADD CONSTRAINT "following_area_fkey" FOREIGN KEY ("tenant_id", "area_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

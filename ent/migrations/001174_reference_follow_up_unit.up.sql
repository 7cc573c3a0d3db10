ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_unit_fkey" FOREIGN KEY ("tenant_id", "unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

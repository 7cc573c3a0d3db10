ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

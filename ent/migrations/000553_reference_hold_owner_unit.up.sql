ALTER TABLE "hold" ADD CONSTRAINT "hold_owner_unit_fkey" FOREIGN KEY ("tenant_id", "owner_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "retrospective" ADD CONSTRAINT "retrospective_unit_fkey" FOREIGN KEY ("tenant_id", "unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "assignment" ADD CONSTRAINT "assignment_suggested_unit_fkey" FOREIGN KEY ("tenant_id", "suggested_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

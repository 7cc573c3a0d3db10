ALTER TABLE "assignment_push" ADD CONSTRAINT "assignment_push_unit_fkey" FOREIGN KEY ("tenant_id", "unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "rework" ADD CONSTRAINT "rework_assignment_fkey" FOREIGN KEY ("tenant_id", "assignment_id") REFERENCES "assignment" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

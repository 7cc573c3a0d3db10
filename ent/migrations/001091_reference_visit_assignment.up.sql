ALTER TABLE "visit" ADD CONSTRAINT "visit_assignment_fkey" FOREIGN KEY ("tenant_id", "assignment_id") REFERENCES "assignment" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "assignment" ADD CONSTRAINT "assignment_reporter_fkey" FOREIGN KEY ("tenant_id", "reporter_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

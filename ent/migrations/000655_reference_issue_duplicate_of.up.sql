ALTER TABLE "issue" ADD CONSTRAINT "issue_duplicate_of_fkey" FOREIGN KEY ("tenant_id", "duplicate_of_id") REFERENCES "issue" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

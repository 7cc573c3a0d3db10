ALTER TABLE "consultation" ADD CONSTRAINT "consultation_issue_fkey" FOREIGN KEY ("tenant_id", "issue_id") REFERENCES "issue" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

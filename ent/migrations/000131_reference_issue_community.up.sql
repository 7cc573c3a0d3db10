ALTER TABLE "issue" ADD CONSTRAINT "issue_community_fkey" FOREIGN KEY ("tenant_id", "community_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "issue" ADD CONSTRAINT "issue_grid_fkey" FOREIGN KEY ("tenant_id", "grid_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

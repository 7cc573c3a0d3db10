ALTER TABLE "rework" ADD CONSTRAINT "rework_reviewer_fkey" FOREIGN KEY ("tenant_id", "reviewer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

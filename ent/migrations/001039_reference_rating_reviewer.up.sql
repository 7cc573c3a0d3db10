ALTER TABLE "rating" ADD CONSTRAINT "rating_reviewer_fkey" FOREIGN KEY ("tenant_id", "reviewer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "moderation_case" ADD CONSTRAINT "moderation_case_author_fkey" FOREIGN KEY ("tenant_id", "author_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

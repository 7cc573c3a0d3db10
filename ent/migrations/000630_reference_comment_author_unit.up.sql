ALTER TABLE "comment" ADD CONSTRAINT "comment_author_unit_fkey" FOREIGN KEY ("tenant_id", "author_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

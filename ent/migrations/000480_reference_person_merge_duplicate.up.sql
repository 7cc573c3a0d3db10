ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_duplicate_fkey" FOREIGN KEY ("tenant_id", "duplicate_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

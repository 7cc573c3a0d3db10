ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_survivor_fkey" FOREIGN KEY ("tenant_id", "survivor_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

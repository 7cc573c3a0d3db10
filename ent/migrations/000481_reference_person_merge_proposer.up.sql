ALTER TABLE "person_merge" ADD CONSTRAINT "person_merge_proposer_fkey" FOREIGN KEY ("tenant_id", "proposer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "retrospective" ADD CONSTRAINT "retrospective_creator_fkey" FOREIGN KEY ("tenant_id", "creator_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

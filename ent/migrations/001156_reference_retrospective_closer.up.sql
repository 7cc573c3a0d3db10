ALTER TABLE "retrospective" ADD CONSTRAINT "retrospective_closer_fkey" FOREIGN KEY ("tenant_id", "closer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

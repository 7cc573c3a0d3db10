ALTER TABLE "finding" ADD CONSTRAINT "finding_retrospective_fkey" FOREIGN KEY ("tenant_id", "retrospective_id") REFERENCES "retrospective" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

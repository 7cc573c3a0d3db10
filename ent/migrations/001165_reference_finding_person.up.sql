ALTER TABLE "finding" ADD CONSTRAINT "finding_person_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

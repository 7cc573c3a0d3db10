ALTER TABLE "absence" ADD CONSTRAINT "absence_person_fkey" FOREIGN KEY ("tenant_id", "person_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "absence" ADD CONSTRAINT "absence_replacement_fkey" FOREIGN KEY ("tenant_id", "replacement_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

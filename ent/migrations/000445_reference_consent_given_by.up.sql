ALTER TABLE "consent" ADD CONSTRAINT "consent_given_by_fkey" FOREIGN KEY ("tenant_id", "given_by_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

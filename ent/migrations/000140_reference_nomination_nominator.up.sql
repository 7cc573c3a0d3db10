ALTER TABLE "nomination" ADD CONSTRAINT "nomination_nominator_fkey" FOREIGN KEY ("tenant_id", "nominator_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "objection" ADD CONSTRAINT "objection_nomination_fkey" FOREIGN KEY ("tenant_id", "nomination_id") REFERENCES "nomination" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

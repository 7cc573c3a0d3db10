ALTER TABLE "honour" ADD CONSTRAINT "honour_nomination_fkey" FOREIGN KEY ("tenant_id", "nomination_id") REFERENCES "nomination" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

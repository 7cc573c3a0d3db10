ALTER TABLE "flag" ADD CONSTRAINT "flag_case_fkey" FOREIGN KEY ("tenant_id", "case_id") REFERENCES "moderation_case" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

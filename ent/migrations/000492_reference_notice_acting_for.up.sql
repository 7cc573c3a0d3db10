ALTER TABLE "notice" ADD CONSTRAINT "notice_acting_for_fkey" FOREIGN KEY ("tenant_id", "acting_for_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

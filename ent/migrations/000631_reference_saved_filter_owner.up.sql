ALTER TABLE "saved_filter" ADD CONSTRAINT "saved_filter_owner_fkey" FOREIGN KEY ("tenant_id", "owner_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

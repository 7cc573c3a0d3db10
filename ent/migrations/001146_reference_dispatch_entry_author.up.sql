ALTER TABLE "dispatch_entry" ADD CONSTRAINT "dispatch_entry_author_fkey" FOREIGN KEY ("tenant_id", "author_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

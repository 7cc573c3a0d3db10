ALTER TABLE "extension" ADD CONSTRAINT "extension_requester_fkey" FOREIGN KEY ("tenant_id", "requester_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

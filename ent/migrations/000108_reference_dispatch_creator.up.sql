ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_creator_fkey" FOREIGN KEY ("tenant_id", "creator_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

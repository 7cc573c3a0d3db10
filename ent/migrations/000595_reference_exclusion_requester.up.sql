ALTER TABLE "exclusion" ADD CONSTRAINT "exclusion_requester_fkey" FOREIGN KEY ("tenant_id", "requester_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

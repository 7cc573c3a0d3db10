ALTER TABLE "place" ADD CONSTRAINT "place_parent_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "place" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

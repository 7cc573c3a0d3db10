ALTER TABLE "verification" ADD CONSTRAINT "verification_place_fkey" FOREIGN KEY ("tenant_id", "place_id") REFERENCES "place" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

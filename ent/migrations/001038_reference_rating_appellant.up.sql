ALTER TABLE "rating" ADD CONSTRAINT "rating_appellant_fkey" FOREIGN KEY ("tenant_id", "appellant_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

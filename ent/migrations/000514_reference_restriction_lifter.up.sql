ALTER TABLE "restriction" ADD CONSTRAINT "restriction_lifter_fkey" FOREIGN KEY ("tenant_id", "lifter_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

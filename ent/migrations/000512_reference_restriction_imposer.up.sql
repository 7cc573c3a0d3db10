ALTER TABLE "restriction" ADD CONSTRAINT "restriction_imposer_fkey" FOREIGN KEY ("tenant_id", "imposer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

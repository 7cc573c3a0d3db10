ALTER TABLE "revision" ADD CONSTRAINT "revision_cancelled_by_fkey" FOREIGN KEY ("tenant_id", "cancelled_by") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

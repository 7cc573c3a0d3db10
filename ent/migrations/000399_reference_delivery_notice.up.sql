ALTER TABLE "delivery" ADD CONSTRAINT "delivery_notice_fkey" FOREIGN KEY ("tenant_id", "notice_id") REFERENCES "notice" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "attachment" ADD CONSTRAINT "attachment_uploader_fkey" FOREIGN KEY ("tenant_id", "uploader_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

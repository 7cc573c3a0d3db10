ALTER TABLE "reveal" ADD CONSTRAINT "reveal_reader_fkey" FOREIGN KEY ("tenant_id", "reader_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

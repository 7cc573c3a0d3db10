ALTER TABLE "word_list" ADD CONSTRAINT "word_list_creator_fkey" FOREIGN KEY ("tenant_id", "creator_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "category" ADD CONSTRAINT "category_parent_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "category" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

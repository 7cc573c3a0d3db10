ALTER TABLE "consultation" ADD CONSTRAINT "consultation_category_fkey" FOREIGN KEY ("tenant_id", "category_id") REFERENCES "category" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

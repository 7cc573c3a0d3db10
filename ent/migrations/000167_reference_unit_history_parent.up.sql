ALTER TABLE "unit_history" ADD CONSTRAINT "unit_history_parent_fkey" FOREIGN KEY ("tenant_id", "parent_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

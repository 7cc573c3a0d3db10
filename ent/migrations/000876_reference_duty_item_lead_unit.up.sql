ALTER TABLE "duty_item" ADD CONSTRAINT "duty_item_lead_unit_fkey" FOREIGN KEY ("tenant_id", "lead_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

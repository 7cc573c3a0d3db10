ALTER TABLE "hotline_order" ADD CONSTRAINT "hotline_order_lead_unit_fkey" FOREIGN KEY ("tenant_id", "lead_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

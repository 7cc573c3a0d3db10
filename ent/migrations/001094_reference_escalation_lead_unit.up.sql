ALTER TABLE "escalation" ADD CONSTRAINT "escalation_lead_unit_fkey" FOREIGN KEY ("tenant_id", "lead_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

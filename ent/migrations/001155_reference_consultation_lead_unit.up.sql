ALTER TABLE "consultation" ADD CONSTRAINT "consultation_lead_unit_fkey" FOREIGN KEY ("tenant_id", "lead_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

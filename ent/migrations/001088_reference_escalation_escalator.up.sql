ALTER TABLE "escalation" ADD CONSTRAINT "escalation_escalator_fkey" FOREIGN KEY ("tenant_id", "escalator_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "escalation" ADD CONSTRAINT "escalation_dispatch_fkey" FOREIGN KEY ("tenant_id", "dispatch_id") REFERENCES "dispatch" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

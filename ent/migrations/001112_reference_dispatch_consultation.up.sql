ALTER TABLE "dispatch" ADD CONSTRAINT "dispatch_consultation_fkey" FOREIGN KEY ("tenant_id", "consultation_id") REFERENCES "consultation" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "consultation" ADD CONSTRAINT "consultation_decider_fkey" FOREIGN KEY ("tenant_id", "decider_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

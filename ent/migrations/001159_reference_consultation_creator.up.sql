ALTER TABLE "consultation" ADD CONSTRAINT "consultation_creator_fkey" FOREIGN KEY ("tenant_id", "creator_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

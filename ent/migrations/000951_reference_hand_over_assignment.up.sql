ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_assignment_fkey" FOREIGN KEY ("tenant_id", "assignment_id") REFERENCES "assignment" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

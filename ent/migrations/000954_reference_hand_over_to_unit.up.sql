ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_to_unit_fkey" FOREIGN KEY ("tenant_id", "to_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_offerer_fkey" FOREIGN KEY ("tenant_id", "offerer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

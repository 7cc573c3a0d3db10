ALTER TABLE "hand_over" ADD CONSTRAINT "hand_over_answerer_fkey" FOREIGN KEY ("tenant_id", "answerer_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

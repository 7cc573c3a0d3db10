ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_finisher_fkey" FOREIGN KEY ("tenant_id", "finisher_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "substitution" ADD CONSTRAINT "substitution_ended_by_fkey" FOREIGN KEY ("tenant_id", "ended_by") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

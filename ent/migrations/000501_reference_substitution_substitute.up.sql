ALTER TABLE "substitution" ADD CONSTRAINT "substitution_substitute_fkey" FOREIGN KEY ("tenant_id", "substitute_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

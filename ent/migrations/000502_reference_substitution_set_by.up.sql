ALTER TABLE "substitution" ADD CONSTRAINT "substitution_set_by_fkey" FOREIGN KEY ("tenant_id", "set_by") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

ALTER TABLE "objection" ADD CONSTRAINT "objection_objector_fkey" FOREIGN KEY ("tenant_id", "objector_id") REFERENCES "person" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

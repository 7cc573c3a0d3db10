ALTER TABLE "timeline_entry" ADD CONSTRAINT "timeline_entry_actor_unit_fkey" FOREIGN KEY ("tenant_id", "actor_unit_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

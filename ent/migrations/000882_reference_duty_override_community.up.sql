ALTER TABLE "duty_override" ADD CONSTRAINT "duty_override_community_fkey" FOREIGN KEY ("tenant_id", "community_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

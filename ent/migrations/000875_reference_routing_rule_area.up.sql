ALTER TABLE "routing_rule" ADD CONSTRAINT "routing_rule_area_fkey" FOREIGN KEY ("tenant_id", "area_id") REFERENCES "unit" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

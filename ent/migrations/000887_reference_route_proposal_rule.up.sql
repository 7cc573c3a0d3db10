ALTER TABLE "route_proposal" ADD CONSTRAINT "route_proposal_rule_fkey" FOREIGN KEY ("tenant_id", "rule_id") REFERENCES "routing_rule" ("tenant_id", "id") ON UPDATE NO ACTION ON DELETE NO ACTION;

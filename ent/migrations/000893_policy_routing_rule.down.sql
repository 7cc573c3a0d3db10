DROP POLICY "routing_rule_tenant" ON "routing_rule";

CREATE INDEX "routing_rule_by_rank" ON "routing_rule" ("tenant_id", "rank", "id");

DROP INDEX "routing_rule_by_rank";

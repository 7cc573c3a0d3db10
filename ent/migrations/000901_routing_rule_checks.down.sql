ALTER TABLE routing_rule DROP CONSTRAINT routing_rule_term, DROP CONSTRAINT routing_rule_rank, DROP CONSTRAINT routing_rule_hours, DROP CONSTRAINT routing_rule_tier;

ALTER TABLE "routing_rule" DROP CONSTRAINT "routing_rule_lead_unit_fkey";

ALTER TABLE "routing_rule" DROP CONSTRAINT "routing_rule_area_fkey";

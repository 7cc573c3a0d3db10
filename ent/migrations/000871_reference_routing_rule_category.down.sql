ALTER TABLE "routing_rule" DROP CONSTRAINT "routing_rule_category_fkey";

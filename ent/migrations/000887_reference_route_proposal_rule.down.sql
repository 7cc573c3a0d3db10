ALTER TABLE "route_proposal" DROP CONSTRAINT "route_proposal_rule_fkey";

ALTER TABLE "route_proposal" DROP CONSTRAINT "route_proposal_former_lead_unit_fkey";

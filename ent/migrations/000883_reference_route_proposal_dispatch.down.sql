ALTER TABLE "route_proposal" DROP CONSTRAINT "route_proposal_dispatch_fkey";

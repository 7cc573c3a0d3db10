ALTER TABLE "route_proposal" DROP CONSTRAINT "route_proposal_issue_fkey";

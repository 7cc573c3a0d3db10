ALTER TABLE "route_proposal" DROP CONSTRAINT "route_proposal_sub_district_fkey";

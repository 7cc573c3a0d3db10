DROP INDEX "route_proposal_by_sub_district";

DROP INDEX "route_proposal_by_time";

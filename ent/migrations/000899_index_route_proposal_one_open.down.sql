DROP INDEX route_proposal_one_open;

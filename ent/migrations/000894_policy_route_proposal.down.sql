DROP POLICY "route_proposal_tenant" ON "route_proposal";

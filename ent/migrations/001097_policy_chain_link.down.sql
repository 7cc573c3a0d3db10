DROP POLICY "chain_link_tenant" ON "chain_link";

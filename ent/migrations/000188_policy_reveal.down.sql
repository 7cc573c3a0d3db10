DROP POLICY "reveal_tenant" ON "reveal";

DROP POLICY "hold_tenant" ON "hold";

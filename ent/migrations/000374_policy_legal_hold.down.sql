DROP POLICY "legal_hold_tenant" ON "legal_hold";

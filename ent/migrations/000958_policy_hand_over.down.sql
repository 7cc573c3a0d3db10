DROP POLICY "hand_over_tenant" ON "hand_over";

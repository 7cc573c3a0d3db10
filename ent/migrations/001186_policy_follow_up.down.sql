DROP POLICY "follow_up_tenant" ON "follow_up";

DROP POLICY "campaign_tenant" ON "campaign";

DROP POLICY "incident_tenant" ON "incident";

DROP POLICY "escalation_tenant" ON "escalation";

DROP POLICY "consultation_tenant" ON "consultation";

DROP POLICY "substitution_tenant" ON "substitution";

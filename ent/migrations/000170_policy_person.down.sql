DROP POLICY "person_tenant" ON "person";

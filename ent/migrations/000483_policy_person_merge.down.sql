DROP POLICY "person_merge_tenant" ON "person_merge";

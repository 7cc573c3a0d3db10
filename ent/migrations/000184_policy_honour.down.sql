DROP POLICY "honour_tenant" ON "honour";

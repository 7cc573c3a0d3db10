DROP POLICY "place_tenant" ON "place";

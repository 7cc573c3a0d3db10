DROP POLICY "delivery_tenant" ON "delivery";

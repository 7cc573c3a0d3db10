DROP POLICY "duty_item_tenant" ON "duty_item";

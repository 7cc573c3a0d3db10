DROP POLICY "callback_tenant" ON "callback";

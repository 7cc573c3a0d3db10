DROP POLICY "mail_address_tenant" ON "mail_address";

DROP POLICY "recusal_tenant" ON "recusal";

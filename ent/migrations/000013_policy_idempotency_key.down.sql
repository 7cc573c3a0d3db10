DROP POLICY idempotency_key_tenant ON idempotency_key;

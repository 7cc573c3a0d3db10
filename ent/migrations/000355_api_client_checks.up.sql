ALTER TABLE api_client
    ADD CONSTRAINT api_client_name CHECK (name <> ''),
    ADD CONSTRAINT api_client_state CHECK (state IN ('ACTIVE', 'DISABLED', 'REVOKED')),
    ADD CONSTRAINT api_client_secret_digest CHECK (octet_length(secret_digest) = 32),
    ADD CONSTRAINT api_client_previous_secret CHECK (num_nonnulls(previous_secret_digest, previous_secret_expire_time) IN (0, 2));

ALTER TABLE api_client
    DROP CONSTRAINT api_client_name,
    DROP CONSTRAINT api_client_state,
    DROP CONSTRAINT api_client_secret_digest,
    DROP CONSTRAINT api_client_previous_secret;

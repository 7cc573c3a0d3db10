ALTER TABLE data_request
    ADD CONSTRAINT data_request_kind CHECK (kind IN ('EXPORT', 'ERASURE')),
    ADD CONSTRAINT data_request_state CHECK (state IN ('REQUESTED', 'VERIFIED', 'COMPLETED', 'REFUSED', 'WITHDRAWN')),
    ADD CONSTRAINT data_request_ground CHECK ((state = 'REFUSED') = (ground IS NOT NULL) AND ground IN ('OPEN_MATTERS', 'LEGAL_HOLD', 'IDENTITY')),
    ADD CONSTRAINT data_request_content CHECK (content_cipher IS NULL OR (kind = 'EXPORT' AND state = 'COMPLETED' AND expire_time IS NOT NULL));

ALTER TABLE data_request
    DROP CONSTRAINT data_request_kind,
    DROP CONSTRAINT data_request_state,
    DROP CONSTRAINT data_request_ground,
    DROP CONSTRAINT data_request_content;

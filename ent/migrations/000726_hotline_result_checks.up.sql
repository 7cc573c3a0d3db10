ALTER TABLE hotline_result ADD CONSTRAINT hotline_result_state CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'GIVEN_UP'));
ALTER TABLE hotline_result ADD CONSTRAINT hotline_result_reason CHECK (reason IN ('', 'UNAVAILABLE', 'REFUSED', 'EXCHANGE_OFF'));
ALTER TABLE hotline_result ADD CONSTRAINT hotline_result_open_has_next_try CHECK ((state IN ('QUEUED', 'FAILED')) = (next_try_time IS NOT NULL));
ALTER TABLE hotline_result ADD CONSTRAINT hotline_result_sent_has_time CHECK ((state = 'SENT') = (sent_time IS NOT NULL));

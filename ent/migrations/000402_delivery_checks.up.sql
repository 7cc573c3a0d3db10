ALTER TABLE delivery ADD CONSTRAINT delivery_channel CHECK (channel IN ('SMS'));
ALTER TABLE delivery ADD CONSTRAINT delivery_state CHECK (state IN ('QUEUED', 'SENT', 'FAILED', 'GIVEN_UP'));
ALTER TABLE delivery ADD CONSTRAINT delivery_reason CHECK (reason IN ('', 'UNAVAILABLE', 'REFUSED', 'NO_ADDRESS', 'CHANNEL_OFF'));
ALTER TABLE delivery ADD CONSTRAINT delivery_tries CHECK (tries >= 0);
ALTER TABLE delivery ADD CONSTRAINT delivery_open_has_next_try CHECK ((state IN ('QUEUED', 'FAILED')) = (next_try_time IS NOT NULL));
ALTER TABLE delivery ADD CONSTRAINT delivery_sent_has_time CHECK ((state = 'SENT') = (sent_time IS NOT NULL));

ALTER TABLE delivery DROP CONSTRAINT delivery_sent_has_time;
ALTER TABLE delivery DROP CONSTRAINT delivery_open_has_next_try;
ALTER TABLE delivery DROP CONSTRAINT delivery_tries;
ALTER TABLE delivery DROP CONSTRAINT delivery_reason;
ALTER TABLE delivery DROP CONSTRAINT delivery_state;
ALTER TABLE delivery DROP CONSTRAINT delivery_channel;

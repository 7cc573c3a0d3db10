ALTER TABLE delivery DROP CONSTRAINT delivery_channel, ADD CONSTRAINT delivery_channel CHECK (channel IN ('SMS'));
ALTER TABLE delivery DROP CONSTRAINT delivery_reason, ADD CONSTRAINT delivery_reason CHECK (reason IN ('', 'UNAVAILABLE', 'REFUSED', 'NO_ADDRESS', 'CHANNEL_OFF'));

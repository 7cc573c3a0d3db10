ALTER TABLE callback ADD CONSTRAINT callback_channel CHECK (channel IN ('PHONE', 'MESSAGE', 'WEB', 'VISIT'));

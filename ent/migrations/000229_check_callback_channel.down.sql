ALTER TABLE callback DROP CONSTRAINT callback_channel;

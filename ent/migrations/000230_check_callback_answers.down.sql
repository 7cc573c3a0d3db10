ALTER TABLE callback DROP CONSTRAINT callback_answers;

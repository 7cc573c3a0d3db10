ALTER TABLE consultation_opinion ADD CONSTRAINT consultation_opinion_awaited CHECK (await_time IS NULL OR give_time IS NULL);

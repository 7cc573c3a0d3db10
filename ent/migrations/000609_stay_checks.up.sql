ALTER TABLE stay ADD CONSTRAINT stay_span CHECK (end_time >= start_time);

ALTER TABLE chain_link
    ADD CONSTRAINT chain_link_cause CHECK (cause IN ('RECEIVED', 'REPORTED_UP', 'SENT_DOWN', 'RELOCATED')),
    ADD CONSTRAINT chain_link_moved CHECK ((cause IN ('REPORTED_UP', 'SENT_DOWN')) = (mover_id IS NOT NULL) AND (mover_id IS NOT NULL) = (reason <> '')),
    ADD CONSTRAINT chain_link_span CHECK (end_time >= start_time);

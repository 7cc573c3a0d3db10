ALTER TABLE unit_history
    ADD CONSTRAINT unit_history_span CHECK (valid_to >= valid_from),
    ADD CONSTRAINT unit_history_no_overlap EXCLUDE USING gist (
        tenant_id WITH =, unit_id WITH =, tstzrange(valid_from, valid_to) WITH &&);

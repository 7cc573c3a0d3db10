ALTER TABLE membership
    ADD CONSTRAINT membership_role CHECK (role ~ '^[A-Z][A-Z_]{1,39}$'),
    ADD CONSTRAINT membership_span CHECK (valid_to >= valid_from),
    ADD CONSTRAINT membership_no_overlap EXCLUDE USING gist (
        tenant_id WITH =, person_id WITH =, unit_id WITH =, role WITH =, tstzrange(valid_from, valid_to) WITH &&);

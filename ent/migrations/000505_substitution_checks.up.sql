-- An office has one substitute at a time, whom another has named than himself.
ALTER TABLE substitution
    ADD CONSTRAINT substitution_span CHECK (valid_to >= valid_from),
    ADD CONSTRAINT substitution_permissions CHECK (jsonb_typeof(permissions) = 'array' AND jsonb_array_length(permissions) > 0),
    ADD CONSTRAINT substitution_named_by_another CHECK (substitute_id <> person_id AND substitute_id <> set_by),
    ADD CONSTRAINT substitution_no_overlap EXCLUDE USING gist (
        tenant_id WITH =, membership_id WITH =, tstzrange(valid_from, valid_to) WITH &&);

-- Nobody answers for two of the administrators' duties at a time.
ALTER TABLE membership
    ADD CONSTRAINT membership_duty CHECK (duty IN ('SYSTEM', 'SECURITY', 'AUDIT')),
    ADD CONSTRAINT membership_categories CHECK (jsonb_typeof(categories) = 'array' AND jsonb_array_length(categories) > 0),
    ADD CONSTRAINT membership_one_duty EXCLUDE USING gist (
        tenant_id WITH =, person_id WITH =, duty WITH <>, tstzrange(valid_from, valid_to) WITH &&) WHERE (duty IS NOT NULL);

ALTER TABLE boundary_plan
    ADD CONSTRAINT boundary_plan_state CHECK (state IN ('DRAFT', 'PUBLISHED', 'CANCELLED')),
    ADD CONSTRAINT boundary_plan_published CHECK (num_nonnulls(valid_from, publisher_id) IN (0, 2) AND (state <> 'PUBLISHED' OR valid_from IS NOT NULL)
        AND (state <> 'DRAFT' OR valid_from IS NULL)),
    ADD CONSTRAINT boundary_plan_applied CHECK (apply_time IS NULL OR state = 'PUBLISHED' AND apply_time >= valid_from);

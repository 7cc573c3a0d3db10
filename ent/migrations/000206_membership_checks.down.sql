ALTER TABLE membership
    DROP CONSTRAINT membership_role,
    DROP CONSTRAINT membership_span,
    DROP CONSTRAINT membership_no_overlap;

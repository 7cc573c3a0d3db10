ALTER TABLE substitution
    DROP CONSTRAINT substitution_span,
    DROP CONSTRAINT substitution_permissions,
    DROP CONSTRAINT substitution_named_by_another,
    DROP CONSTRAINT substitution_no_overlap;

ALTER TABLE category
    DROP CONSTRAINT category_code,
    DROP CONSTRAINT category_not_its_own_parent,
    DROP CONSTRAINT category_name,
    DROP CONSTRAINT category_tier;

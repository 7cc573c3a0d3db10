ALTER TABLE category
    ADD CONSTRAINT category_code CHECK (code ~ '^[A-Z0-9][A-Z0-9_.-]{0,59}$'),
    ADD CONSTRAINT category_not_its_own_parent CHECK (parent_id <> id),
    ADD CONSTRAINT category_name CHECK (btrim(name) <> '' AND char_length(name) <= 100),
    ADD CONSTRAINT category_tier CHECK (tier IN ('EMERGENCY', 'URGENT', 'ORDINARY', 'COMPLEX'));

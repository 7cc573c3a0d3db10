ALTER TABLE tenant
    ADD CONSTRAINT tenant_kind CHECK (kind IN ('REAL', 'TEST')),
    ADD CONSTRAINT tenant_test_ids_from_900000 CHECK ((kind = 'TEST') = (id >= 900000)),
    ADD CONSTRAINT tenant_division_code CHECK (division_code ~ '^[0-9]{6}$'),
    ADD CONSTRAINT tenant_name CHECK (btrim(name) <> '' AND char_length(name) <= 100);

ALTER TABLE tenant
    DROP CONSTRAINT tenant_kind,
    DROP CONSTRAINT tenant_test_ids_from_900000,
    DROP CONSTRAINT tenant_division_code,
    DROP CONSTRAINT tenant_name;

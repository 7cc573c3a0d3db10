ALTER TABLE unit
    DROP CONSTRAINT unit_kind,
    DROP CONSTRAINT unit_root_is_the_district,
    DROP CONSTRAINT unit_not_its_own_parent,
    DROP CONSTRAINT unit_name,
    DROP CONSTRAINT unit_code_format;

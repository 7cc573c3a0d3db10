ALTER TABLE role
    DROP CONSTRAINT role_code,
    DROP CONSTRAINT role_permissions_list;

ALTER TABLE role
    ADD CONSTRAINT role_code CHECK (code ~ '^[A-Z][A-Z_]{1,39}$'),
    ADD CONSTRAINT role_permissions_list CHECK (jsonb_typeof(permissions) = 'array');

ALTER TABLE honour ADD CONSTRAINT honour_number_names_tenant CHECK (number ~ ('^HLJ-' || lpad(tenant_id::text, 6, '0') || '-' || year || '-[0-9]{6}$'));

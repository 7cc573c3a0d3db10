ALTER TABLE honour DROP CONSTRAINT honour_number_names_tenant;

ALTER TABLE mail_address DROP CONSTRAINT mail_address_language;

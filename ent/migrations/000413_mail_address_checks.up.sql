ALTER TABLE mail_address ADD CONSTRAINT mail_address_language CHECK (language IN ('zh-CN', 'en'));

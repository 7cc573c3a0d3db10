ALTER TABLE session ADD CONSTRAINT session_method CHECK (method IN ('CODE', 'WECHAT', 'PASSWORD', 'OIDC'));

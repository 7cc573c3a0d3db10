DROP POLICY message_quota_tenant ON message_quota;

DROP POLICY attachment_usage_tenant ON attachment_usage;

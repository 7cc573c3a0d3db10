DROP POLICY dwell_tenant ON dwell;

DROP POLICY stream_head_tenant ON stream_head;

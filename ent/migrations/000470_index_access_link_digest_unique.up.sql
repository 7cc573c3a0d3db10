CREATE UNIQUE INDEX access_link_digest_unique ON access_link (tenant_id, digest);

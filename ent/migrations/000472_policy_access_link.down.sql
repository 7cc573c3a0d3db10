DROP POLICY access_link_tenant ON access_link;

DROP POLICY access_change_tenant ON access_change;

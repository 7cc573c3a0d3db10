DROP POLICY heat_spot_tenant ON heat_spot;

DROP POLICY counter_tenant ON counter;

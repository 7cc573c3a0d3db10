DROP POLICY merge_part_tenant ON merge_part;

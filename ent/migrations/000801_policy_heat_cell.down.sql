DROP POLICY heat_cell_tenant ON heat_cell;

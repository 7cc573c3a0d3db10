DROP TABLE heat_cell;

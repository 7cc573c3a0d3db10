DROP TABLE merge_part;

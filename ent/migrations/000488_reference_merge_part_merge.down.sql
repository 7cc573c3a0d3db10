ALTER TABLE merge_part DROP CONSTRAINT merge_part_merge_fkey;

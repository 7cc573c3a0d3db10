DROP FUNCTION partitions_ahead(timestamptz, int);

DROP FUNCTION due_clocks(timestamptz, int);

DROP FUNCTION number_streams(int);

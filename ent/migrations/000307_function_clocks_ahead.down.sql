DROP FUNCTION clocks_ahead();

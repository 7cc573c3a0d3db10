DROP FUNCTION stream_heads();

DROP FUNCTION uuid_v7_floor(timestamptz);

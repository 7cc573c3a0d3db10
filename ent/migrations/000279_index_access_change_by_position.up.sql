CREATE INDEX access_change_by_position ON access_change (position);

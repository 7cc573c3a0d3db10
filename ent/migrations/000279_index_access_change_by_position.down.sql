DROP INDEX access_change_by_position;

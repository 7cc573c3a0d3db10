DROP INDEX event_by_position;

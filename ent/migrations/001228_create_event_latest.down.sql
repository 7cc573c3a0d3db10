DROP TABLE event_latest;

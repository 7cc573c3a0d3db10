DROP TABLE stream_head;
